import type { Schemas } from '@/api/client';

type Run = Schemas['Import'];

/** Whether it changes by itself. */
export function isBusy(run: Run): boolean {
  return run.status === 'running' || run.status === 'undoing';
}
