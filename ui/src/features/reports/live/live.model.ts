import type { Schemas } from '@/api/client';

type LiveEvent = Schemas['LiveEvent'];

/** How many rows the page keeps; a feed is for looking, not for searching. */
export const keptEvents = 300;

/** Newest first, each event once, however the answers overlap. */
export function joined(kept: readonly LiveEvent[], arrived: readonly LiveEvent[]): LiveEvent[] {
  const bySequence = new Map([...kept, ...arrived].map((event) => [event.sequence, event]));
  return [...bySequence.values()].sort((a, b) => b.sequence - a.sequence).slice(0, keptEvents);
}

export const newest = (events: readonly LiveEvent[]): number | undefined => events[0]?.sequence;
