import type { Properties } from '../event';
import { isOnPage } from '../pages';
import { browserStorage } from '../storage';
import { showMessage } from './card';
import type { Message } from './message';

export { showMessage } from './card';

const DAY_MILLIS = 24 * 3600_000;
/** Coming from page to page is one look. */
const ONE_LOOK_MILLIS = 30 * 60_000;
const KEY = 'messages';

/** What this browser knows of each message: when it was last shown and closed, its share and its variant. */
type Known = { shown?: number; closed?: number; drawn: number; variant: number };
type Memory = Record<string, Known>;

/** Sends what became of a message. */
export type Track = (event: string, properties: Properties) => void;

/** What hears of the visit and shows messages in it. */
export interface Messages {
  /** @param event its name; empty for a page */
  saw(event: string): void;
}

/** The messages for this visitor. */
export async function messagesOf(url: string, anonymousId: string, track: Track): Promise<Messages> {
  const language = (document.documentElement.lang || navigator.language).slice(0, 2);
  const response = await fetch(`${url}?language=${language}&anonymousId=${encodeURIComponent(anonymousId)}`, {
    credentials: 'omit',
  });
  const offered = response.ok ? ((await response.json()) as Message[]) : [];
  return {
    saw(event) {
      const path = location.pathname;
      for (const message of offered.filter((one) => one.event === event && isDue(one, Date.now()))) {
        setTimeout(() => {
          // Asked again: meanwhile another may have interrupted, or the visitor gone on.
          if (location.pathname === path && isDue(message, Date.now())) {
            show(message, track, (what) => tell(url, message, what));
          }
        }, message.delaySeconds * 1000);
      }
    },
  };
}

/** What a flow offers anew is another matter than the same message of before. */
const keyOf = ({ id, offer }: Message) => offer ?? id;

/** Dialogs and slide-ins come between the visitor and the page; the others stand in it. */
const interrupts = ({ form }: Message) => form === 'modal' || form === 'slideIn';

function remembered(message: Message): Known {
  const storage = browserStorage();
  const memory = storage.read<Memory>(KEY) ?? {};
  // Drawn once, so that a browser always sees the same variant, and coming back does not raise its chance.
  const known = memory[keyOf(message)] ?? {
    drawn: Math.random() * 100,
    variant: Math.floor(Math.random() * message.variants.length),
  };
  storage.write(KEY, { ...memory, [keyOf(message)]: known });
  return known;
}

function remember(message: Message, change: Partial<Known>): void {
  const storage = browserStorage();
  const memory = storage.read<Memory>(KEY) ?? {};
  storage.write(KEY, { ...memory, [keyOf(message)]: { ...remembered(message), ...change } });
}

function isDue(message: Message, now: number): boolean {
  const isThere = document.querySelector(`percorso-message[data-message="${CSS.escape(message.id)}"]`) !== null;
  if (isThere || !isOnPage(message.paths, location.pathname)) {
    return false;
  }
  const known = remembered(message);
  if (known.drawn >= message.share) {
    return false;
  }
  const every = message.everyDays * DAY_MILLIS;
  // Closed for good where there is no number of days.
  if (known.closed !== undefined && (every === 0 || now - known.closed < every)) {
    return false;
  }
  if (!interrupts(message)) {
    return true;
  }
  const memory = browserStorage().read<Memory>(KEY) ?? {};
  const latest = Math.max(0, ...Object.values(memory).map(({ shown = 0 }) => shown));
  return (
    document.querySelector('percorso-message[data-interrupts], percorso-survey') === null &&
    now - (known.shown ?? 0) >= every &&
    now - latest >= message.gapDays * DAY_MILLIS
  );
}

/** The flow that offered it counts what became of it. */
function tell(url: string, { offer }: Message, what: string): void {
  if (offer !== undefined) {
    const to = `${url.replace(/\/tag\/messages\/.*/, '')}/tag/offers/${offer}/${what}`;
    fetch(to, { method: 'POST', credentials: 'omit', keepalive: true }).catch(() => undefined);
  }
}

function show(message: Message, track: Track, tellFlow: (what: string) => void): void {
  const { variant, shown = 0 } = remembered(message);
  const words = message.variants[variant] ?? message.variants[0];
  if (words === undefined) {
    return;
  }
  const told = (event: string) =>
    track(event, {
      message: message.name,
      message_id: message.id,
      variant: variant === 0 ? 'A' : 'B',
      form: message.form,
      path: location.pathname,
    });
  const isPut = showMessage(message, words, (what) => {
    remember(message, { closed: Date.now() });
    told(what === 'clicked' ? 'Message Clicked' : 'Message Dismissed');
    tellFlow(what === 'clicked' ? 'clicked' : 'closed');
  });
  if (!isPut) {
    return;
  }
  const now = Date.now();
  if (interrupts(message)) {
    document
      .querySelector(`percorso-message[data-message="${CSS.escape(message.id)}"]`)
      ?.setAttribute('data-interrupts', '');
    remember(message, { shown: now });
    told('Message Shown');
    tellFlow('shown');
  } else if (now - shown >= ONE_LOOK_MILLIS) {
    remember(message, { shown: now });
    told('Message Shown');
    tellFlow('shown');
  }
}
