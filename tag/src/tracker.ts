import { type Categories, Consent } from './consent';
import { browserContext, currentPage, type Page } from './context';
import { Delivery } from './delivery';
import type { Event, Message, Properties } from './event';
import { Identity } from './identity';
import { isIdentity, newId } from './ids';
import { Session } from './session';
import type { Settings } from './settings';
import type { Storage } from './storage';

const MOST_HELD = 100;
const CONSENT_UPDATED = 'Consent Updated';

interface Held {
  message: Message;
  page: Page;
  at: number;
}

/** The calls a page may make. */
export class Tracker {
  private readonly identity: Identity;
  private readonly session: Session;
  private readonly delivery: Delivery;
  private readonly choice: Consent;
  private held: Held[] = [];
  private shown: Page;

  constructor(
    settings: Settings,
    storage: Storage,
    private readonly now: () => number,
    globalPrivacyControl: boolean,
  ) {
    this.choice = new Consent(storage, settings.consentRequired, globalPrivacyControl);
    this.identity = new Identity(storage);
    this.session = new Session(storage, now);
    this.delivery = new Delivery(`${settings.host}/v1/batch`, settings.writeKey, storage, now);
    this.shown = currentPage(document.referrer);
    if (this.choice.categories().analytics) {
      this.identity.persist();
    } else {
      // What was withdrawn elsewhere holds here too; only the withdrawal itself may still have to reach the server.
      this.delivery.discard(isConsent);
      this.forget();
    }
  }

  /** `page()`, `page(properties)` or `page(name, properties)`. */
  page(name?: string | Properties, properties?: Properties): void {
    const given = typeof name === 'string' ? { name, ...properties } : name;
    this.shown = currentPage(this.shown.url === location.href ? this.shown.referrer : this.shown.url);
    this.record({ type: 'page', ...(typeof name === 'string' && { name }), properties: { ...this.shown, ...given } });
  }

  track(event: string, properties: Properties = {}): void {
    if (typeof event !== 'string' || event.trim() === '') {
      console.warn('percorso: track needs the name of an event, such as percorso.track("Product Viewed")');
      return;
    }
    this.record({ type: 'track', event, properties });
  }

  /** `identify(userId, traits)`, or `identify(traits)` for someone who stays anonymous. */
  identify(userId: string | number | Properties, traits: Properties = {}): void {
    if (typeof userId === 'object' && userId !== null) {
      this.record({ type: 'identify', traits: userId });
    } else if (isIdentity(userId)) {
      this.identity.identify(String(userId));
      this.record({ type: 'identify', traits });
    } else {
      this.refuse('identify', userId);
    }
  }

  group(groupId: string | number, traits: Properties = {}): void {
    if (isIdentity(groupId)) {
      this.record({ type: 'group', groupId: String(groupId), traits });
    } else {
      this.refuse('group', groupId);
    }
  }

  /** The anonymous visitor, or `previousId`, and `userId` are one person. */
  alias(userId: string | number, previousId?: string | number): void {
    if (!isIdentity(userId)) {
      this.refuse('alias', userId);
      return;
    }
    const previous = previousId === undefined ? this.identity.anonymousId() : String(previousId);
    this.identity.identify(String(userId));
    this.record({ type: 'alias', previousId: previous });
  }

  /** Another person uses this browser: call it at sign-out. */
  reset(): void {
    this.identity.reset();
    this.session.end();
  }

  /** What the visitor has chosen; categories that are left out stay as they were. */
  consent(choice: Partial<Categories>): void {
    const before = this.choice.categories().analytics;
    this.choice.choose(choice);
    const now = this.choice.categories();
    const message: Message = { type: 'track', event: CONSENT_UPDATED, properties: { ...now } };
    if (now.analytics) {
      this.identity.persist();
      this.release();
      this.record(message);
    } else if (before) {
      // The server must learn of the withdrawal; after that the visitor is forgotten.
      this.delivery.discard(isConsent);
      this.send({ message, page: this.shown, at: this.now() });
      this.delivery.flush();
      this.forget();
    }
    this.held = [];
  }

  /** The page may end: everything that waits leaves now or is kept for the next page. */
  part(): void {
    this.delivery.part();
  }

  private refuse(call: string, id: unknown): void {
    console.warn(`percorso: ${call} was given "${String(id)}", which names nobody; nothing was sent`);
  }

  private record(message: Message): void {
    const held = { message: this.named(message), page: this.shown, at: this.now() };
    if (this.choice.categories().analytics) {
      this.send(held);
    } else if (this.choice.isOpen() && this.held.length < MOST_HELD) {
      this.held.push(held);
    }
  }

  /** With the user of this moment, who may be another one when a held message leaves. */
  private named(message: Message): Message {
    const userId = this.identity.userId();
    return userId === undefined ? message : { ...message, userId };
  }

  private release(): void {
    for (const held of this.held) {
      this.send(held);
    }
    this.held = [];
  }

  private send(held: Held): void {
    const session = this.session.touch();
    const event: Event = {
      ...held.message,
      messageId: newId(),
      timestamp: new Date(held.at).toISOString(),
      anonymousId: this.identity.anonymousId(),
      context: {
        ...browserContext(held.page),
        sessionId: session.id,
        ...(session.isNew && { sessionStart: true }),
        consent: { categoryPreferences: this.choice.categories() },
      },
    };
    this.delivery.add(event);
  }

  private forget(): void {
    this.identity.forget();
    this.session.end();
  }
}

function isConsent(event: Event): boolean {
  return event.event === CONSENT_UPDATED;
}
