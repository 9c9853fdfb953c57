import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';

/** What the scores of a grid stand for: days of the last order, and numbers of orders. */
export function useRfmRanges(grid: Schemas['RfmGrid']) {
  const format = useFormat();
  const day = (date: string) => format.calendarDay(date);
  const recency = (score: number) => {
    const range = grid.recencies.find((one) => one.score === score);
    if (!range) return '–';
    return range.from === range.to ? day(range.from) : `${day(range.from)} – ${day(range.to)}`;
  };
  const frequency = (score: number) => {
    const range = grid.frequencies.find((one) => one.score === score);
    if (!range) return '–';
    return range.low === range.high
      ? format.number(range.low)
      : `${format.number(range.low)}–${format.number(range.high)}`;
  };
  return { recency, frequency };
}
