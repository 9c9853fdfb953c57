import { Choices } from './choices';
import type { Config } from './config';
import { type Categories, Consent, type Mode, type Origin } from './consent';
import { browserContext, campaign, currentPage, type Page } from './context';
import { Delivery } from './delivery';
import type { Event, Message, Properties } from './event';
import { Identity } from './identity';
import { isIdentity, newId } from './ids';
import { arrivedId, decorateLinks } from './linked';
import { Session } from './session';
import type { Settings } from './settings';
import type { Storage } from './storage';

const MOST_HELD = 100;

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
  private readonly choices: Choices;
  private readonly choice: Consent;
  private readonly url: string;
  private readonly writeKey: string;
  private config: Config | undefined;
  /** Happened before the choice: sent if it allows that. */
  private held: Held[] = [];
  /** Pages of a refusal, until the server has said whether it counts them. */
  private uncounted: Held[] = [];
  private shown: Page;
  /** Hears of every event that leaves, which takes consent to analytics. */
  onSent: (message: Message, anonymousId: string) => void = () => undefined;

  constructor(
    settings: Settings,
    storage: Storage,
    private readonly now: () => number,
    globalPrivacyControl: boolean,
  ) {
    const arrived = arrivedId(now());
    this.url = `${settings.host}/v1/batch`;
    this.writeKey = settings.writeKey;
    this.choice = new Consent(storage, settings.consent, globalPrivacyControl, now);
    this.identity = new Identity(storage, arrived);
    this.session = new Session(storage, now);
    this.delivery = new Delivery(this.url, settings.writeKey, storage, now);
    this.choices = new Choices(`${settings.host}/v1/consent`, settings.writeKey, storage);
    this.shown = currentPage(document.referrer);
    if (this.choice.categories().analytics) {
      this.identity.persist();
    } else {
      // What was withdrawn elsewhere holds here too.
      this.delivery.discard();
      this.forget();
    }
  }

  /** What the server says; until then everything is held. */
  configure(config: Config, mode: Mode): void {
    this.config = config;
    this.choice.decideBy(mode);
    if (this.choice.categories().analytics) {
      this.identity.persist();
      this.release();
    }
    this.countRefused();
    if (config.linkedDomains.length > 0) {
      decorateLinks(config.linkedDomains, () => this.identity.keptId(), this.now);
    }
  }

  /** The visitor's state for those who ask. */
  asked(): Consent {
    return this.choice;
  }

  /** The visitor's id, of somebody who agreed to be followed. */
  followedId(): string | undefined {
    return this.choice.categories().analytics ? this.identity.anonymousId() : undefined;
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
  consent(choice: Partial<Categories>, origin: Origin = 'api'): void {
    const known = this.identity.keptId();
    const userId = this.identity.userId();
    const made = this.choice.choose(choice, origin, origin === 'api' ? 0 : (this.config?.version ?? 0));
    const allowsSomething = made.analytics || made.profiling || made.marketing;
    if (allowsSomething) {
      this.identity.persist();
    }
    const id = allowsSomething ? this.identity.keptId() : known;
    const sent = this.choices.send({
      choice: made,
      language: document.documentElement.lang.slice(0, 2) || navigator.language.slice(0, 2),
      globalPrivacyControl: this.choice.globalPrivacyControl,
      ...(id !== undefined && { anonymousId: id, ...(userId !== undefined && { userId }) }),
    });
    if (made.analytics) {
      this.delivery.holdUntil(sent);
      this.release();
    } else {
      this.delivery.discard();
      this.uncounted = this.held;
      this.held = [];
      this.countRefused();
      if (!allowsSomething) {
        this.forget();
      }
    }
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
      return;
    }
    const waiting = this.choice.isOpen() ? this.held : this.uncounted;
    if (waiting.length < MOST_HELD) {
      waiting.push(held);
    }
    this.countRefused();
  }

  private countRefused(): void {
    if (this.config !== undefined) {
      for (const held of this.uncounted.splice(0)) {
        this.count(held);
      }
    }
  }

  /** A page of nobody: no id, no query, nothing kept. Only where the company counts those who refused. */
  private count(held: Held): void {
    if (!this.config?.countRefusals || held.message.type !== 'page') {
      return;
    }
    const { path, referrer } = held.page;
    const event = {
      type: 'page',
      messageId: newId(),
      timestamp: new Date(held.at).toISOString(),
      properties: { path, url: location.origin + path, referrer: referrer.split(/[?#]/)[0] },
      context: {
        campaign: campaign(held.page.search),
        consent: { categoryPreferences: { technical: true, analytics: false } },
      },
    };
    const body = { writeKey: this.writeKey, sentAt: new Date(this.now()).toISOString(), batch: [event] };
    void fetch(this.url, { method: 'POST', body: JSON.stringify(body), credentials: 'omit', keepalive: true }).catch(
      () => undefined,
    );
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
    const stated = this.choice.stated();
    const event: Event = {
      ...held.message,
      messageId: newId(),
      timestamp: new Date(held.at).toISOString(),
      anonymousId: this.identity.anonymousId(),
      context: {
        ...browserContext(held.page),
        sessionId: session.id,
        ...(session.isNew && { sessionStart: true }),
        ...(stated !== undefined && { consent: { categoryPreferences: stated } }),
      },
    };
    this.delivery.add(event);
    this.onSent(held.message, event.anonymousId);
  }

  private forget(): void {
    this.identity.forget();
    this.session.end();
  }
}
