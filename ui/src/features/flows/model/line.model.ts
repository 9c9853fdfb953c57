import { type Duration, readDuration } from '@/kit/duration.model';

/** In how long the last of a line passes, counted in whole stretches of its pace; null when nobody waits. */
export function lastPasses(waiting: number, most: number | undefined, per: string | undefined): Duration | null {
  const stretch = readDuration(per);
  if (waiting <= 0 || !most || most <= 0 || stretch === null) return null;
  return { ...stretch, amount: stretch.amount * Math.ceil(waiting / most) };
}
