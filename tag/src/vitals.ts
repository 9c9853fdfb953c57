import type { Properties } from './event';

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** The web vitals of the page that was loaded, as far as the browser measures them. */
export class Vitals {
  private largestPaintMillis: number | undefined;
  /** The longest part of each interaction. */
  private readonly interactions = new Map<number, number>();
  private worstShift: number | undefined;
  private shiftWindow = { value: 0, startedAt: 0, lastAt: 0 };
  private told = false;
  /** A single-page application may show another by the time it is told. */
  private readonly path = location.pathname;

  constructor() {
    this.observe('largest-contentful-paint', (entry) => {
      this.largestPaintMillis = entry.startTime;
    });
    this.observe('event', (entry) => {
      const { interactionId } = entry as PerformanceEntry & { interactionId?: number };
      if (interactionId) {
        this.interactions.set(interactionId, Math.max(this.interactions.get(interactionId) ?? 0, entry.duration));
      }
    });
    this.observe('layout-shift', (entry) => this.shifted(entry as Shift));
  }

  /** Once per loaded page; empty when there is nothing to tell or it was told. */
  take(): Properties {
    const navigation = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined;
    const measured = {
      lcp_ms: rounded(this.largestPaintMillis),
      inp_ms: rounded(this.interactionToNextPaint()),
      cls: this.worstShift === undefined ? undefined : Math.round(this.worstShift * 10_000) / 10_000,
      ttfb_ms: rounded(navigation?.responseStart),
    };
    if (this.told || (measured.lcp_ms === undefined && measured.cls === undefined)) {
      return {};
    }
    this.told = true;
    return {
      path: this.path,
      ...Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined)),
    };
  }

  /** The slowest interaction, one of fifty left aside, as web.dev defines interaction to next paint. */
  private interactionToNextPaint(): number | undefined {
    const slowest = [...this.interactions.values()].sort((one, other) => other - one);
    const all = (performance as Performance & { interactionCount?: number }).interactionCount ?? slowest.length;
    return slowest[Math.min(slowest.length - 1, Math.floor(all / 50))];
  }

  /** The worst window of shifts less than 1 s apart and 5 s in all, as web.dev defines cumulative layout shift. */
  private shifted(entry: Shift): void {
    if (entry.hadRecentInput) {
      return;
    }
    const current = this.shiftWindow;
    const goesOn = entry.startTime - current.lastAt < 1000 && entry.startTime - current.startedAt < 5000;
    this.shiftWindow = goesOn
      ? { ...current, value: current.value + entry.value, lastAt: entry.startTime }
      : { value: entry.value, startedAt: entry.startTime, lastAt: entry.startTime };
    this.worstShift = Math.max(this.worstShift ?? 0, this.shiftWindow.value);
  }

  private observe(type: string, seen: (entry: PerformanceEntry) => void): void {
    try {
      const options = { type, buffered: true, durationThreshold: 40 } as PerformanceObserverInit;
      new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe(options);
    } catch {
      // This browser does not measure it.
    }
  }
}

function rounded(millis: number | undefined): number | undefined {
  return millis === undefined ? undefined : Math.round(millis);
}
