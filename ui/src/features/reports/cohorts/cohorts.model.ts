import type { Schemas } from '@/api/client';
import { type RetentionDefinition, requestOf as retentionOf } from '../retention/retention.model';

export type CohortsDefinition = RetentionDefinition & { breakdown: Schemas['Breakdown'] };
export type CohortRow = Schemas['CohortRow'];
type Result = Schemas['CohortsResult'];

export const initialCohorts: CohortsDefinition = {
  period: 'week',
  starts: 'firstTime',
  mode: 'calendar',
  counting: 'on',
  periods: 8,
  breakdown: { kind: 'event', name: 'channel', limit: 20 },
};

export const ready = (definition: { breakdown?: Schemas['Breakdown'] | undefined }): boolean =>
  (definition.breakdown?.name ?? '').trim() !== '';

export function requestOf({ breakdown, ...rest }: CohortsDefinition): CohortsDefinition {
  return { ...retentionOf(rest), breakdown };
}

/** The share of the largest cell after the start, so that differences show. */
export function largestRate(result: Result): number {
  const rows = [...result.rows, ...(result.rest ? [result.rest] : [])];
  return Math.max(
    0,
    ...rows.flatMap((row) => row.cells.filter((cell) => cell.period > 0).map((cell) => cell.rate.value)),
  );
}
