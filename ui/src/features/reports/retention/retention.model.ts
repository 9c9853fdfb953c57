import type { Schemas } from '@/api/client';
import { spanLabel } from './brackets.model';

export type RetentionDefinition = Omit<Schemas['RetentionRequest'], 'scope'>;
type Result = Schemas['RetentionResult'];

export const initialRetention: RetentionDefinition = {
  period: 'week',
  starts: 'firstTime',
  mode: 'calendar',
  counting: 'on',
  periods: 8,
};

export function requestOf(definition: RetentionDefinition): RetentionDefinition {
  const { start, return: comesBack, ...rest } = definition;
  return { ...rest, ...(start?.event ? { start } : {}), ...(comesBack?.event ? { return: comesBack } : {}) };
}

export function largestRate(result: Result): number {
  return Math.max(
    0,
    ...result.cohorts.flatMap((c) => c.cells.filter((cell) => cell.period > 0).map((cell) => cell.rate)),
  );
}

export function columnsOf(result: Result): number[] {
  const most = Math.max(0, ...result.cohorts.flatMap((cohort) => cohort.cells.map((cell) => cell.period)));
  return Array.from({ length: most + 1 }, (_, period) => period);
}

/** The periods of a column in words. */
export function spanOf(result: Result, column: number): string {
  const span = result.spans[column];
  return span === undefined ? String(column) : spanLabel(span);
}
