import type { Schemas } from '@/api/client';

type Run = Schemas['Import'];

/** Whether it changes by itself. */
export function isBusy(run: Run): boolean {
  return run.status === 'running';
}

/** Rows that are read and whose events are not counted yet. */
export function pending(run: Run): number {
  if (run.status !== 'done') return 0;
  return Math.max(0, run.linesRead - run.accepted - run.duplicate - run.refused - run.joined);
}
