import type { Schemas } from '@/api/client';
import { dayIn } from '@/kit/filter/filter.model';

export type Entry = Schemas['TimelineEntry'];
/** Entries of one visit, or a single message or stage change that stands alone. */
export type Visit = { key: string; session: number | null; channel: string | null; entries: Entry[] };
export type Day = { day: string; visits: Visit[] };

function belongs(visit: Visit | undefined, entry: Entry): boolean {
  if (visit === undefined) return false;
  // A stage change or a message inside a visit stays in its line; outside of one it stands alone.
  return entry.session === undefined ? visit.session !== null : visit.session === entry.session;
}

/**
 * The story newest first: days of the workspace's zone, in them visits, in them what happened, as the server sent it.
 * What has no session of its own joins the visit around it only when the next entry is of the same visit.
 */
export function storyOf(entries: readonly Entry[], zone: string): Day[] {
  const days: Day[] = [];
  for (let place = 0; place < entries.length; place++) {
    const entry = entries[place];
    if (entry === undefined) continue;
    const date = dayIn(zone, new Date(entry.time));
    let day = days.at(-1);
    if (day?.day !== date) {
      day = { day: date, visits: [] };
      days.push(day);
    }
    const open = day.visits.at(-1);
    const inside = entry.session !== undefined || staysInside(entries, place, open, zone, date);
    if (open !== undefined && inside && belongs(open, entry)) open.entries.push(entry);
    else day.visits.push({ key: `${date}:${place}`, session: entry.session ?? null, channel: null, entries: [entry] });
  }
  for (const day of days) for (const visit of day.visits) visit.channel = channelOf(visit);
  return days;
}

function staysInside(
  entries: readonly Entry[],
  place: number,
  open: Visit | undefined,
  zone: string,
  date: string,
): boolean {
  const next = entries.slice(place + 1).find((candidate) => candidate.session !== undefined);
  return (
    open !== undefined &&
    open.session !== null &&
    next !== undefined &&
    next.session === open.session &&
    dayIn(zone, new Date(next.time)) === date
  );
}

/** The channel of a visit is that of its first event, which stands last. */
function channelOf(visit: Visit): string | null {
  return visit.entries.findLast((entry) => entry.channel !== undefined && entry.channel !== '')?.channel ?? null;
}

/** From the first to the last event of a visit, in milliseconds. */
export function lengthOf(visit: Visit): number {
  const times = visit.entries.map((entry) => new Date(entry.time).getTime());
  return Math.max(...times) - Math.min(...times);
}

/** Plain properties worth a line; nested ones are shown as JSON. */
export function propertyRows(properties: Record<string, unknown> | undefined): [string, string][] {
  return Object.entries(properties ?? {})
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}
