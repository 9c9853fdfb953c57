import type { Choice } from './consent';
import type { Storage } from './storage';

const KEY = 'choice';

/** A choice on its way to the server's ledger. */
export interface SentChoice {
  choice: Choice;
  language: string;
  globalPrivacyControl: boolean;
  /** Only of somebody who agrees, or whom the server knows and who withdraws. */
  anonymousId?: string;
  userId?: string;
}

/** Brings choices to the ledger, again on the next page when it failed. Only the newest one matters. */
export class Choices {
  constructor(
    private readonly url: string,
    private readonly writeKey: string,
    private readonly storage: Storage,
  ) {
    const waiting = storage.read<SentChoice>(KEY);
    if (waiting !== undefined) {
      void this.send(waiting);
    }
    addEventListener('online', () => {
      const left = storage.read<SentChoice>(KEY);
      if (left !== undefined) {
        void this.send(left);
      }
    });
  }

  /** Resolves when the server has it, or did not answer. */
  async send(sent: SentChoice): Promise<void> {
    // Kept before it leaves, so that a page that ends at once does not lose a withdrawal.
    this.storage.write(KEY, sent);
    const { choice, ...about } = sent;
    const { analytics, profiling, marketing, receipt, version, origin } = choice;
    const body = {
      writeKey: this.writeKey,
      receipt,
      analytics,
      profiling,
      marketing,
      origin,
      ...(version > 0 && { textVersion: version }),
      ...about,
    };
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        body: JSON.stringify(body),
        credentials: 'omit',
        keepalive: true,
      });
      if (response.ok || (response.status >= 400 && response.status < 500 && response.status !== 429)) {
        this.forget(receipt);
      }
    } catch {
      // No network: it waits for the next page, or until the browser is online.
    }
  }

  private forget(receipt: string): void {
    if (this.storage.read<SentChoice>(KEY)?.choice.receipt === receipt) {
      this.storage.remove(KEY);
    }
  }
}
