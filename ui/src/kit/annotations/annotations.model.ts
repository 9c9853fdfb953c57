import type { Schemas } from '@/api/client';
import type { ChartPalette } from '../chart/palette';

export type Annotation = Schemas['Annotation'];
/** Annotations of one bucket of a chart under one number. */
export type Mark = { number: number; bucket: number; annotations: Annotation[] };

/**
 * The annotations that fall into a chart's buckets, numbered from the left. A bucket reaches to the next one; the last
 * to the end of the period.
 *
 * @param buckets starts, as days or local date-times
 * @param to last day of the period
 */
export function marksOf(annotations: readonly Annotation[], buckets: readonly string[], to: string): Mark[] {
  const marks = new Map<number, Annotation[]>();
  for (const annotation of annotations) {
    const first = buckets[0];
    if (first === undefined || annotation.day < first.slice(0, 10) || annotation.day > to) continue;
    // Hours of one day share its annotations; they stand at its first hour.
    const exact = buckets.findIndex((bucket) => bucket.slice(0, 10) === annotation.day);
    const bucket = exact >= 0 ? exact : buckets.findLastIndex((start) => start.slice(0, 10) <= annotation.day);
    marks.set(bucket, [...(marks.get(bucket) ?? []), annotation]);
  }
  return [...marks]
    .sort(([a], [b]) => a - b)
    .map(([bucket, list], place) => ({ number: place + 1, bucket, annotations: list }));
}

/** The chart's option with a dotted line at each mark. */
export function withMarks(
  option: Record<string, unknown>,
  marks: readonly Mark[],
  palette: ChartPalette,
): Record<string, unknown> {
  if (marks.length === 0) return option;
  const lines = {
    type: 'line',
    data: [],
    silent: true,
    tooltip: { show: false },
    markLine: {
      symbol: 'none',
      silent: true,
      animation: false,
      lineStyle: { color: palette.highlight, type: 'dotted', width: 1.5 },
      label: { color: palette.highlight, fontSize: 12, fontWeight: 600, formatter: '{b}', position: 'end' },
      data: marks.map((mark) => ({ name: String(mark.number), xAxis: mark.bucket })),
    },
  };
  const grid = { ...(option.grid as object), top: 24 };
  return { ...option, grid, series: [...(option.series as unknown[]), lines] };
}
