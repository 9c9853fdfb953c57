import { type Config, fetchConfig } from './config';
import type { Categories, Mode } from './consent';
import { Engagement } from './engagement';
import { watchErrors } from './errors';
import type { Properties } from './event';
import { watchInteractions } from './interactions';
import { onNavigation } from './navigation';
import type { Settings } from './settings';
import { type Shop, shopOf } from './shop';
import { browserStorage } from './storage';
import { Tracker } from './tracker';
import { Vitals } from './vitals';

/** What a page calls. Also takes the calls that a page queued before the tag was there: `push(['track', 'Name'])`. */
export interface Percorso {
  track(name: string, properties?: Properties): void;
  identify(userId: string | number | Properties, traits?: Properties): void;
  page(name?: string | Properties, properties?: Properties): void;
  group(groupId: string | number, traits?: Properties): void;
  alias(userId: string | number, previousId?: string | number): void;
  reset(): void;
  consent: {
    /** The visitor's choice, where the site itself asks. */
    (choice: Partial<Categories>): void;
    /** Shows the preference centre. */
    open(): void;
    /** What the visitor allows now. */
    state(): Categories;
  };
  shop: Shop;
  /** Takes calls that were queued, and holds what a page may do about push messages. */
  push: ((call: unknown) => void) & PushCalls;
}

/** Push messages; each tells whether the browser takes them now. */
export interface PushCalls {
  /** Asks in the page first, and then, after a yes, lets the browser ask. */
  ask(): Promise<boolean>;
  /** Lets the browser ask at once: call it in a click. */
  subscribe(): Promise<boolean>;
  unsubscribe(): Promise<void>;
}

/** The part that shows the banner, which is loaded only where it is needed. */
export type LoadBanner = () => Promise<typeof import('./banner/index')>;

/** The parts that show surveys, messages and forms, likewise. */
export type LoadSurveys = () => Promise<typeof import('./survey/index')>;
export type LoadMessages = () => Promise<typeof import('./messages/index')>;
export type LoadPush = () => Promise<typeof import('./push/index')>;
export type LoadForms = () => Promise<typeof import('./forms/index')>;

type Calls = Record<string, (...values: unknown[]) => void>;

const METHODS = ['track', 'identify', 'page', 'group', 'alias', 'reset', 'consent'] as const;

/** Starts the tag on this page and returns its calls; those in `queued` have been made. */
export function start(
  settings: Settings,
  queued: unknown,
  loadBanner: LoadBanner,
  loadSurveys: LoadSurveys,
  loadMessages: LoadMessages,
  loadPush: LoadPush,
  loadForms: LoadForms,
): Percorso {
  const now = () => Date.now();
  const gpc = (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  const tracker = new Tracker(settings, browserStorage(), now, gpc);
  const config = configured(settings, tracker);
  const push = pushPart(settings, config, loadPush);
  offer(settings, tracker, config, loadSurveys, loadMessages, push.start);
  placeForms(settings, tracker, config, loadForms);
  const calls = callsOf(tracker, settings, () => ask(settings, tracker, config, loadBanner, true), push.calls);
  // Consent first: a choice that was queued decides about everything that was queued with it.
  const early: unknown[][] = Array.isArray(queued) ? queued.filter(Array.isArray) : [];
  const isConsent = (call: unknown[]) => call[0] === 'consent';
  early.filter(isConsent).forEach((call) => {
    calls.push(call);
  });
  if (settings.automatic) {
    watch(tracker, now, settings);
  } else {
    onParting(() => tracker.part());
  }
  early
    .filter((call) => !isConsent(call))
    .forEach((call) => {
      calls.push(call);
    });
  void ask(settings, tracker, config, loadBanner, false);
  return calls;
}

function callsOf(tracker: Tracker, settings: Settings, open: () => void, push: PushCalls): Percorso {
  const calls: Calls = {};
  for (const method of METHODS) {
    calls[method] = (...values) => (tracker[method] as (...given: unknown[]) => void)(...values);
  }
  calls.consent = Object.assign((choice: unknown) => tracker.consent(choice as Partial<Categories>), {
    open,
    state: () => tracker.asked().categories(),
  });
  const take = (call: unknown) => {
    const [method, ...values] = Array.isArray(call) ? call : [];
    if (method === 'openConsent') {
      open();
    } else if ((METHODS as readonly unknown[]).includes(method)) {
      calls[method as string]?.(...values);
    }
  };
  calls.push = Object.assign(take, push);
  const shop = shopOf((name, properties) => tracker.track(name, properties), settings.currency);
  return Object.assign(calls, { shop }) as unknown as Percorso;
}

/** Where the script line says that consent is collected elsewhere, the server need not be asked. */
async function configured(settings: Settings, tracker: Tracker): Promise<Config | undefined> {
  if (settings.consent === 'elsewhere') {
    return undefined;
  }
  const config = await fetchConfig(settings.host, settings.writeKey);
  tracker.configure(config, modeOf(settings, config));
  return config;
}

function modeOf(settings: Settings, config: Config): Mode {
  return settings.consent ?? config.consent;
}

/** Shows the banner to whom it is due, the small link to the others, or the preference centre when it is wanted. */
async function ask(
  settings: Settings,
  tracker: Tracker,
  asked: Promise<Config | undefined>,
  loadBanner: LoadBanner,
  wanted: boolean,
): Promise<void> {
  const config = await asked;
  if (config === undefined || config.version === 0) {
    return;
  }
  const isBanner = modeOf(settings, config) === 'banner';
  const isDue = isBanner && tracker.asked().isDue(config.askedSince, config.askAfterMonths);
  if (!wanted && !isDue && !(isBanner && config.showLink)) {
    return;
  }
  try {
    const { consentBanner } = await loadBanner();
    const banner = await consentBanner({
      url: `${settings.host}/tag/consent/${encodeURIComponent(settings.writeKey)}`,
      consent: tracker.asked(),
      choose: (choice, origin) => tracker.consent(choice, origin),
      showLink: isBanner && config.showLink,
    });
    if (wanted) {
      banner.open();
    } else if (isDue) {
      banner.ask();
    }
  } catch {
    console.warn('percorso: the consent banner could not be loaded; nothing is collected without a choice');
  }
}

/** What hears of the visit and may show something in it. */
type Watcher = { saw(event: string): void };

/** With the first event that leaves, where the site may show surveys or messages; so never before consent to analytics. */
function offer(
  settings: Settings,
  tracker: Tracker,
  asked: Promise<Config | undefined>,
  loadSurveys: LoadSurveys,
  loadMessages: LoadMessages,
  startPush: (anonymousId: string) => void,
): void {
  const url = (what: string) => `${settings.host}/tag/${what}/${encodeURIComponent(settings.writeKey)}`;
  const track = (name: string, given: Properties) => tracker.track(name, given);
  const load = async (anonymousId: string): Promise<Watcher[]> => {
    const config = await asked;
    const wanted: Promise<Watcher>[] = [];
    if (config?.surveys ?? settings.surveys) {
      wanted.push(loadSurveys().then((part) => part.surveysOf(url('surveys'), anonymousId, track)));
    }
    if (config?.messages ?? settings.messages) {
      wanted.push(loadMessages().then((part) => part.messagesOf(url('messages'), anonymousId, track)));
    }
    const loaded = await Promise.allSettled(wanted);
    return loaded.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
  };
  let parts: Promise<Watcher[]> | undefined;
  tracker.onSent = ({ type, event }, anonymousId) => {
    startPush(anonymousId);
    parts ??= load(anonymousId);
    void parts.then((there) => {
      for (const part of there) {
        part.saw(type === 'page' ? '' : (event ?? ' '));
      }
    });
  };
}

/** Push messages, with the first event that leaves; what a page calls before waits for it. */
function pushPart(settings: Settings, asked: Promise<Config | undefined>, loadPush: LoadPush) {
  let started = false;
  let begin: (anonymousId: string) => void = () => undefined;
  const visitor = new Promise<string>((known) => {
    begin = known;
  });
  const part = visitor.then(async (anonymousId) => {
    const isWanted = (await asked)?.push ?? settings.push;
    const isPossible = 'PushManager' in window && 'serviceWorker' in navigator && 'Notification' in window;
    const { host, writeKey, pushWorker = '/percorso-sw.js' } = settings;
    return isWanted && isPossible
      ? (await loadPush()).pushOf({ host, writeKey, worker: pushWorker, anonymousId })
      : undefined;
  });
  // Without it the page goes on as ever.
  part.catch(() => undefined);
  const calls: PushCalls = {
    ask: async () => (await part)?.ask() ?? false,
    subscribe: async () => (await part)?.subscribe() ?? false,
    unsubscribe: async () => (await part)?.unsubscribe(),
  };
  const start = (anonymousId: string) => {
    if (!started) {
      started = true;
      begin(anonymousId);
    }
  };
  return { start, calls };
}

/** Before consent, too: a form stands where the page wants it, and nothing is kept or sent before somebody fills it in. */
function placeForms(settings: Settings, tracker: Tracker, asked: Promise<Config | undefined>, load: LoadForms): void {
  const url = `${settings.host}/tag/forms/${encodeURIComponent(settings.writeKey)}`;
  let forms: Promise<{ place(): void }> | undefined;
  const place = async () => {
    const popsUp = (await asked)?.forms ?? settings.forms;
    if (popsUp || document.querySelector('[data-percorso-form]') !== null) {
      forms ??= load().then((part) =>
        part.formsOf(
          url,
          () => tracker.followedId(),
          () => !tracker.asked().isOpen(),
        ),
      );
    }
    (await forms)?.place();
  };
  const tried = () => void place().catch(() => undefined);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', tried);
  } else {
    tried();
  }
  onNavigation(tried);
}

function watch(tracker: Tracker, now: () => number, settings: Settings): void {
  const track = (name: string, properties: Properties) => tracker.track(name, properties);
  const vitals = new Vitals();
  const engagement = new Engagement(now, (seconds, scrollPercent) =>
    track('Page Engaged', { engaged_seconds: seconds, scroll_percent: scrollPercent }),
  );
  tracker.page();
  onNavigation(() => {
    engagement.nextPage();
    tracker.page();
  });
  watchInteractions(track, settings.clicks);
  if (settings.errors) {
    watchErrors(track);
  }
  // Registered after the engagement's own listeners, so that its last word is among what leaves.
  onParting(() => {
    const measured = vitals.take();
    if (Object.keys(measured).length > 0) {
      track('Web Vitals Measured', measured);
    }
    tracker.part();
  });
}

/** Phones may end a hidden page without another word, so being hidden counts as parting. */
function onParting(part: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      part();
    }
  });
  addEventListener('pagehide', part);
}
