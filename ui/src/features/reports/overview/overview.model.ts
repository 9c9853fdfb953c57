import type { Schemas } from '@/api/client';
import { type Delta, deltaOf } from '@/kit/delta.model';
import type { Format } from '@/kit/format.model';

type Totals = Schemas['OverviewTotals'];
type Point = Schemas['OverviewPoint'];
type Interval = NonNullable<Schemas['OverviewRequest']['interval']>;

export const seriesMetrics = ['visitors', 'sessions', 'pageViews', 'conversions', 'revenue'] as const;
export type SeriesMetric = (typeof seriesMetrics)[number];

/** Buckets that stay readable: hours in a day or two, days to a quarter, then weeks. */
export function intervalFor(days: number): Interval {
  if (days <= 2) return 'hour';
  if (days <= 92) return 'day';
  return 'week';
}

export type FigureOf = {
  key: string;
  value: string;
  delta: Delta | null;
  rate?: Schemas['Rate'];
  counted: string;
};

/** The tiles on top, in the order in which they are read. */
export function figuresOf(now: Totals, before: Totals | undefined, format: Format): FigureOf[] {
  const count = (key: 'visitors' | 'sessions' | 'pageViews'): FigureOf => ({
    key,
    value: format.number(now[key]),
    delta: deltaOf(now[key], before?.[key]),
    counted: key,
  });
  const rate = (key: 'conversionRate' | 'bounceRate' | 'engagedRate', moreIsBetter: boolean): FigureOf => ({
    key,
    value: format.percent(now[key].value),
    delta: deltaOf(now[key].value, before?.[key].value, moreIsBetter),
    rate: now[key],
    counted: key,
  });
  return [
    count('visitors'),
    count('sessions'),
    count('pageViews'),
    rate('conversionRate', true),
    {
      key: 'revenue',
      value: format.money(now.revenue),
      delta: deltaOf(now.revenue, before?.revenue),
      counted: 'revenue',
    },
    rate('bounceRate', false),
    rate('engagedRate', true),
    {
      key: 'sessionTime',
      value: format.duration(now.averageSessionSeconds * 1000),
      delta: deltaOf(now.averageSessionSeconds, before?.averageSessionSeconds, null),
      counted: 'sessionTime',
    },
  ];
}

/** A bucket's start in words; hours carry a local time, days none. */
export function bucketLabel(from: string, format: Format): string {
  const time = /T(\d{2}:\d{2})/.exec(from)?.[1];
  const day = format.calendarDay(from);
  return time ? `${day.replace(/ \d{4}$/, '')} ${time}` : day.replace(/ \d{4}$/, '');
}

/** Points past the last complete bucket are drawn dashed: they will still grow. */
export function splitComplete(
  points: readonly Point[],
  metric: SeriesMetric,
): { whole: (number | null)[]; open: (number | null)[] } {
  const last = points.findLastIndex((point) => point.complete);
  return {
    whole: points.map((point, place) => (place <= last ? point[metric] : null)),
    open: points.map((point, place) => (place >= last && last < points.length - 1 ? point[metric] : null)),
  };
}

export const empty = (result: Schemas['OverviewResult']): boolean =>
  result.totals.sessions === 0 && result.totals.visitors === 0;
