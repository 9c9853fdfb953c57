import type { Categories } from './consent';
import { Engagement } from './engagement';
import type { Properties } from './event';
import { watchInteractions } from './interactions';
import { onNavigation } from './navigation';
import type { Settings } from './settings';
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
  consent(choice: Partial<Categories>): void;
  push(call: unknown): void;
}

type Calls = Record<string, (...values: unknown[]) => void>;

const METHODS = ['track', 'identify', 'page', 'group', 'alias', 'reset', 'consent'] as const;

/** Starts the tag on this page and returns its calls; those in `queued` have been made. */
export function start(settings: Settings, queued: unknown): Percorso {
  const now = () => Date.now();
  const gpc = (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  const tracker = new Tracker(settings, browserStorage(), now, gpc);
  const calls: Calls = {};
  for (const method of METHODS) {
    calls[method] = (...values) => (tracker[method] as (...given: unknown[]) => void)(...values);
  }
  calls.push = (call) => {
    const [method, ...values] = Array.isArray(call) ? call : [];
    if ((METHODS as readonly unknown[]).includes(method)) {
      calls[method as string]?.(...values);
    }
  };
  // Consent first: a choice that was queued decides about everything that was queued with it.
  const early: unknown[][] = Array.isArray(queued) ? queued.filter(Array.isArray) : [];
  const isConsent = (call: unknown[]) => call[0] === 'consent';
  early.filter(isConsent).forEach((call) => {
    calls.push?.(call);
  });
  if (settings.automatic) {
    watch(tracker, now);
  } else {
    onParting(() => tracker.part());
  }
  early
    .filter((call) => !isConsent(call))
    .forEach((call) => {
      calls.push?.(call);
    });
  return calls as unknown as Percorso;
}

function watch(tracker: Tracker, now: () => number): void {
  const vitals = new Vitals();
  const engagement = new Engagement(now, (seconds, scrollPercent) =>
    tracker.track('Page Engaged', { engaged_seconds: seconds, scroll_percent: scrollPercent }),
  );
  tracker.page();
  onNavigation(() => {
    engagement.nextPage();
    tracker.page();
  });
  watchInteractions((name, properties) => tracker.track(name, properties));
  // Registered after the engagement's own listeners, so that its last word is among what leaves.
  onParting(() => {
    const measured = vitals.take();
    if (Object.keys(measured).length > 0) {
      tracker.track('Web Vitals Measured', measured);
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
