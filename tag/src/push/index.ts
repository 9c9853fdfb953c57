import { browserStorage } from '../storage';
import { askQuestion, type Words } from './question';

const KEY = 'push';

/** What the browser is subscribed with. */
type Kept = { endpoint: string; anonymousId: string };

/** What `/tag/push/{writeKey}` answers. */
interface Offered {
  publicKey: string;
  /** By which the server is told what became of the question; absent when nobody is to be asked. */
  ask?: string;
  words: Words;
}

/** Where the server is and whose browser this is. */
export interface Place {
  host: string;
  writeKey: string;
  /** Path of the site's own worker: browsers take push messages only for a worker of the site itself. */
  worker: string;
  anonymousId: string;
}

/** What a page may do about push messages. */
export interface Push {
  /** Asks in the page first, and then, after a yes, lets the browser ask. */
  ask(): Promise<boolean>;
  /** Lets the browser ask at once: to be called in a click. */
  subscribe(): Promise<boolean>;
  unsubscribe(): Promise<void>;
}

/** Starts push messages on this page: asks where a flow says so, and keeps the server's address of the browser right. */
export async function pushOf(place: Place): Promise<Push> {
  const language = (document.documentElement.lang || navigator.language).slice(0, 2);
  const offered = await offeredTo(place, language);
  const push: Push = {
    ask: () =>
      new Promise((done) => {
        if (offered === undefined || Notification.permission === 'denied') {
          done(false);
          return;
        }
        askQuestion(offered.words, (yes) => {
          done(yes ? subscribe(place, offered, language, true) : Promise.resolve(false));
        });
      }),
    subscribe: async () => offered !== undefined && subscribe(place, offered, language, false),
    unsubscribe: () => unsubscribe(place),
  };
  if (offered !== undefined) {
    await keepRight(place, offered, language);
    if (offered.ask !== undefined && browserStorage().read<Kept>(KEY) === undefined) {
      askAsOffered(place, offered.ask, push);
    }
  }
  return push;
}

const address = ({ host, writeKey }: Place) => `${host}/tag/push/${encodeURIComponent(writeKey)}`;

async function offeredTo(place: Place, language: string): Promise<Offered | undefined> {
  const query = `language=${language}&anonymousId=${encodeURIComponent(place.anonymousId)}`;
  const response = await fetch(`${address(place)}?${query}`, {
    credentials: 'omit',
  });
  return response.ok ? ((await response.json()) as Offered) : undefined;
}

function askAsOffered(place: Place, token: string, push: Push): void {
  // Who said no to the browser, or yes to it elsewhere on the site, need not be asked.
  if (Notification.permission === 'denied') {
    return;
  }
  const tell = (what: string) =>
    void fetch(`${place.host}/tag/offers/${token}/${what}`, { method: 'POST', credentials: 'omit', keepalive: true });
  tell('shown');
  void push.ask().then((yes) => tell(yes ? 'clicked' : 'closed'));
}

async function subscribe(place: Place, offered: Offered, language: string, asked: boolean): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') {
    return false;
  }
  try {
    const registration = await navigator.serviceWorker.register(place.worker);
    await ready(registration);
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(offered.publicKey),
    });
    return await tellOf(place, subscription, language, asked);
  } catch (failure) {
    console.warn(`percorso: push messages could not be switched on: ${String(failure)}`);
    return false;
  }
}

/** A worker can be subscribed for once it runs; waiting for the page's own would wait for ever where there is another. */
async function ready(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (registration.active !== null || worker === null) {
    return;
  }
  await new Promise<void>((done, fail) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') {
        done();
      }
      if (worker.state === 'redundant') {
        fail(new Error('the worker could not be started'));
      }
    });
  });
}

async function tellOf(
  place: Place,
  subscription: PushSubscription,
  language: string,
  asked: boolean,
): Promise<boolean> {
  const { endpoint, keys = {} } = subscription.toJSON();
  const response = await fetch(address(place), {
    method: 'POST',
    credentials: 'omit',
    body: JSON.stringify({
      anonymousId: place.anonymousId,
      endpoint,
      p256dh: keys.p256dh,
      auth: keys.auth,
      language,
      asked,
    }),
  });
  if (response.ok) {
    browserStorage().write(KEY, { endpoint: endpoint ?? '', anonymousId: place.anonymousId });
  }
  return response.ok;
}

/**
 * Browsers change their address now and then, and servers, seldom, their key. Where another visitor uses the browser by now,
 * the subscription ends: nobody may read what is for somebody else.
 */
async function keepRight(place: Place, offered: Offered, language: string): Promise<void> {
  const kept = browserStorage().read<Kept>(KEY);
  if (kept === undefined) {
    return;
  }
  const registration = await navigator.serviceWorker.getRegistration(place.worker);
  const subscription = (await registration?.pushManager.getSubscription()) ?? null;
  if (kept.anonymousId !== place.anonymousId || Notification.permission !== 'granted') {
    await unsubscribe(place);
    return;
  }
  if (subscription === null || !isFor(subscription, offered.publicKey)) {
    await subscription?.unsubscribe();
    await subscribe(place, offered, language, false);
  } else if (subscription.endpoint !== kept.endpoint) {
    await tellOf(place, subscription, language, false);
  }
}

function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  const wanted = bytesOf(publicKey);
  return key === null || new Uint8Array(key).every((byte, at) => byte === wanted[at]);
}

async function unsubscribe(place: Place): Promise<void> {
  const kept = browserStorage().read<Kept>(KEY);
  browserStorage().remove(KEY);
  const registration = await navigator.serviceWorker.getRegistration(place.worker);
  const subscription = await registration?.pushManager.getSubscription();
  const endpoint = kept?.endpoint ?? subscription?.endpoint;
  await subscription?.unsubscribe();
  if (endpoint !== undefined) {
    await fetch(`${address(place)}/unsubscribe`, {
      method: 'POST',
      credentials: 'omit',
      body: JSON.stringify({ endpoint }),
    });
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
