import type { Schemas } from '@/api/client';
import type { Format } from '@/kit/format.model';

/** A median time with its 95 % interval, where there is one. */
export function medianOf(seconds: number, interval: Schemas['Bounds'] | undefined, format: Format): string {
  const time = (value: number) => format.duration(value * 1000);
  return interval ? `${time(seconds)} (${time(interval.low)} – ${time(interval.high)})` : time(seconds);
}
