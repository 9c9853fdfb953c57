import type { PropertyCondition } from '../condition/condition.model';
import { readWhere } from './where.model';

export const periods = ['today', '7d', '28d', '90d', '12m', 'custom'] as const;
export const comparisons = ['none', 'previous', 'year'] as const;
export type Period = (typeof periods)[number];
export type Unit = 'people' | 'companies';
export type Comparison = (typeof comparisons)[number];

/** What the filter bar keeps in the URL; absent means the default. */
export type FilterSearch = {
  period?: Period | undefined;
  from?: string | undefined;
  to?: string | undefined;
  compare?: Comparison | undefined;
  segment?: string | undefined;
  where?: PropertyCondition[] | undefined;
  unit?: Unit | undefined;
};
export type Filter = {
  period: Period;
  from: string;
  to: string;
  compare: Comparison;
  segment: string | null;
  /** Only events with these properties, in the reports that read events. */
  where: PropertyCondition[];
  /** What is counted, in the reports that can count companies. */
  unit: Unit;
};

/** Calendar days in the workspace's zone, both included. */
export type DayRange = { from: string; to: string };

export const defaultPeriod: Period = '28d';
export const filterKeys = ['period', 'from', 'to', 'compare', 'segment', 'where', 'unit'] as const;

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));

/** Reads the search part of a URL; what it does not know it drops, so an old link still opens. */
export function readFilterSearch(search: Record<string, unknown>): FilterSearch {
  const read: FilterSearch = {};
  const custom = search.period === 'custom' && isDay(search.from) && isDay(search.to);
  if (custom) {
    const [from, to] = [search.from as string, search.to as string].sort();
    read.period = 'custom';
    read.from = from;
    read.to = to;
  }
  if (!custom && search.period !== 'custom' && periods.includes(search.period as Period)) {
    read.period = search.period as Period;
  }
  if (comparisons.includes(search.compare as Comparison)) read.compare = search.compare as Comparison;
  if (typeof search.segment === 'string' && search.segment !== '') read.segment = search.segment;
  const where = readWhere(search.where);
  if (where.length > 0) read.where = where;
  if (search.unit === 'companies') read.unit = 'companies';
  return read;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.toISOString().slice(0, 10);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Which calendar day it is now in a zone. */
export function dayIn(zone: string, now: Date): string {
  let format = dayFormats.get(zone);
  if (format === undefined) {
    // Making a format takes longer than a frame allows where many components ask.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(zone, format);
  }
  return format.format(now);
}

export function daysOf(range: DayRange): number {
  return Math.round((Date.parse(range.to) - Date.parse(range.from)) / 86_400_000) + 1;
}

function startOf(period: Period, today: string): string {
  switch (period) {
    case 'today':
    case 'custom':
      return today;
    case '7d':
      return addDays(today, -6);
    case '28d':
      return addDays(today, -27);
    case '90d':
      return addDays(today, -89);
    case '12m':
      return addDays(addMonths(today, -12), 1);
  }
}

export function resolveFilter(search: FilterSearch, today: string): Filter {
  const period = search.period ?? defaultPeriod;
  return {
    period,
    from: search.from ?? startOf(period, today),
    to: search.to ?? today,
    compare: search.compare ?? 'previous',
    segment: search.segment ?? null,
    where: search.where ?? [],
    unit: search.unit ?? 'people',
  };
}

/** The days to compare with: as many days just before, or the same days a year ago. */
export function comparisonRange(filter: Filter): DayRange | null {
  switch (filter.compare) {
    case 'none':
      return null;
    case 'previous': {
      const length = daysOf(filter);
      return { from: addDays(filter.from, -length), to: addDays(filter.from, -1) };
    }
    case 'year':
      return { from: addMonths(filter.from, -12), to: addMonths(filter.to, -12) };
  }
}
