import type { Schemas } from '@/api/client';

export type Overview = Schemas['ConsentOverview'];
export type Purpose = Schemas['Purpose'];
export type Words = Schemas['BannerText'];

/** What the banner asks for. */
export const asked: readonly Purpose[] = ['analytics', 'profiling', 'advertising'];
export const purposes: readonly Purpose[] = [...asked, 'email', 'push', 'sms'];
export const origins: readonly Schemas['ConsentOrigin'][] = [
  'banner',
  'preferenceCentre',
  'form',
  'api',
  'import',
  'operator',
  'unsubscribe',
];

/** The words in the order in which a visitor meets them. */
export const wordKeys = [
  'title',
  'body',
  'refuseAll',
  'acceptAll',
  'choose',
  'close',
  'preferencesTitle',
  'preferencesBody',
  'technicalName',
  'technicalText',
  'analyticsName',
  'analyticsText',
  'profilingName',
  'profilingText',
  'marketingName',
  'marketingText',
  'save',
  'gpcNotice',
  'link',
  'policyLabel',
  'policyUrl',
] as const satisfies readonly (keyof Words)[];

/** Words that take more than a line. */
export const longWords: ReadonlySet<keyof Words> = new Set([
  'body',
  'preferencesBody',
  'technicalText',
  'analyticsText',
  'profilingText',
  'marketingText',
  'gpcNotice',
]);

/** Share of those who agreed; absent when nobody was asked. */
export function rate(row: { granted: number; refused: number } | undefined): number | null {
  const all = (row?.granted ?? 0) + (row?.refused ?? 0);
  return row === undefined || all === 0 ? null : row.granted / all;
}

/** The Monday of a day's week, as ISO dates. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

export type Week = { week: string; rates: Record<string, number | null>; answers: number };

/** Acceptance of each purpose by week, oldest first; answers are those about the first purpose. */
export function weeksOf(days: Overview['days']): Week[] {
  const sums = new Map<string, Map<Purpose, { granted: number; refused: number }>>();
  for (const { day, purpose, granted, refused } of days) {
    const week = sums.get(weekOf(day)) ?? new Map();
    const sum = week.get(purpose) ?? { granted: 0, refused: 0 };
    week.set(purpose, { granted: sum.granted + granted, refused: sum.refused + refused });
    sums.set(weekOf(day), week);
  }
  return [...sums.entries()]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([week, sum]) => {
      const first = sum.get('analytics');
      return {
        week,
        rates: Object.fromEntries(asked.map((purpose) => [purpose, rate(sum.get(purpose))])),
        answers: (first?.granted ?? 0) + (first?.refused ?? 0),
      };
    });
}

/** The last so many days up to today in the zone. */
export function lastDays(days: number, timeZone: string, now: number): { from: string; to: string } {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return { from: format.format(now - (days - 1) * 86_400_000), to: format.format(now) };
}
