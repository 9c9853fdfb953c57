import type { Event } from './event';
import type { Storage } from './storage';

const KEY = 'queue';
const LONGEST_EVENT = 32_000;
const LONGEST_BATCH = 400_000;
const LONGEST_PARTING = 60_000;
const MOST_EVENTS = 50;
const MOST_KEPT = 500;
const GATHER_MILLIS = 250;
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 300_000;

/**
 * Brings events to the server: in batches, again after a failure, and through the browser's memory when the page ends
 * or the network is away. An event may arrive twice; its `messageId` makes the server count it once.
 */
export class Delivery {
  private pending: Event[];
  private readonly inFlight = new Set<string>();
  private failures = 0;
  private notBefore = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private holding = 0;

  constructor(
    private readonly url: string,
    private readonly writeKey: string,
    private readonly storage: Storage,
    private readonly now: () => number,
  ) {
    this.pending = storage.read<Event[]>(KEY) ?? [];
    storage.remove(KEY);
    if (this.pending.length > 0) {
      this.schedule(GATHER_MILLIS);
    }
    addEventListener('online', () => {
      this.notBefore = 0;
      this.flush();
    });
  }

  add(event: Event): void {
    if (size(event) > LONGEST_EVENT) {
      console.warn(`percorso: "${event.event ?? event.type}" is larger than ${LONGEST_EVENT} bytes and was not sent`);
      return;
    }
    this.pending.push(event);
    if (this.pending.length > MOST_KEPT) {
      this.pending.shift();
    }
    this.schedule(Math.max(GATHER_MILLIS, this.notBefore - this.now()));
  }

  /** Sends nothing until then: the server must know of a consent before it sees what rests on it. */
  holdUntil(known: Promise<unknown>): void {
    this.holding++;
    void known.finally(() => {
      this.holding--;
      this.flush();
    });
  }

  /** Sends now what waits, unless the server asked for patience. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const wait = this.notBefore - this.now();
    if (wait > 0) {
      this.schedule(wait);
      return;
    }
    if (this.inFlight.size > 0 || this.holding > 0) {
      return;
    }
    const batch = this.take(LONGEST_BATCH);
    if (batch.length > 0) {
      void this.send(batch);
    }
  }

  /** The page may end now: hands the rest to the browser, or keeps it for the next page. */
  part(): void {
    while (this.notBefore <= this.now()) {
      const batch = this.take(LONGEST_PARTING);
      if (batch.length === 0 || !navigator.sendBeacon?.(this.url, this.body(batch))) {
        break;
      }
      this.remove(batch);
    }
    if (this.pending.length > 0) {
      this.storage.write(KEY, this.pending);
    } else {
      this.storage.remove(KEY);
    }
  }

  /** Consent is gone: nothing that waits may leave. */
  discard(): void {
    this.pending = [];
    this.storage.remove(KEY);
  }

  private take(longest: number): Event[] {
    const batch: Event[] = [];
    let length = 0;
    for (const event of this.pending) {
      length += size(event) + 1;
      if (batch.length === MOST_EVENTS || length > longest) {
        break;
      }
      if (!this.inFlight.has(event.messageId)) {
        batch.push(event);
      }
    }
    return batch;
  }

  /** A plain string travels as text/plain, which needs no preflight and is all that sendBeacon may send elsewhere. */
  private body(batch: Event[]): string {
    return JSON.stringify({ writeKey: this.writeKey, sentAt: new Date(this.now()).toISOString(), batch });
  }

  private async send(batch: Event[]): Promise<void> {
    for (const event of batch) {
      this.inFlight.add(event.messageId);
    }
    const body = this.body(batch);
    let response: Response | undefined;
    try {
      response = await fetch(this.url, {
        method: 'POST',
        body,
        credentials: 'omit',
        keepalive: new TextEncoder().encode(body).length < LONGEST_PARTING,
      });
    } catch {
      // No network: the same as a server that is away.
    }
    this.inFlight.clear();
    if (response?.ok || isRefused(response)) {
      if (isRefused(response)) {
        console.warn(`percorso: the server refused ${batch.length} events with status ${response?.status}`);
      }
      this.failures = 0;
      this.notBefore = 0;
      this.remove(batch);
      this.storage.remove(KEY);
    } else {
      this.retryLater(response);
    }
    if (this.pending.length > 0) {
      this.schedule(Math.max(0, this.notBefore - this.now()));
    }
  }

  private retryLater(response: Response | undefined): void {
    const backOff = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.failures);
    this.failures++;
    // Half of it is random, so that the visitors of a shop do not all come back in the same second.
    const wait = retryAfterMillis(response, this.now()) ?? backOff / 2 + Math.random() * (backOff / 2);
    this.notBefore = this.now() + wait;
    this.storage.write(KEY, this.pending);
  }

  private remove(batch: Event[]): void {
    const sent = new Set(batch.map((event) => event.messageId));
    this.pending = this.pending.filter((event) => !sent.has(event.messageId));
  }

  private schedule(wait: number): void {
    this.timer ??= setTimeout(() => this.flush(), wait);
  }
}

function size(event: Event): number {
  return new TextEncoder().encode(JSON.stringify(event)).length;
}

/** Sending the same again would not help. */
function isRefused(response: Response | undefined): boolean {
  return (
    response !== undefined && response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status)
  );
}

/** The `Retry-After` of an answer: seconds or a date. */
function retryAfterMillis(response: Response | undefined, now: number): number | undefined {
  const value = response?.headers.get('retry-after');
  if (!value) {
    return undefined;
  }
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
