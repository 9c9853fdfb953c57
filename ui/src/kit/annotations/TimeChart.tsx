import { useMemo } from 'react';
import { Chart, type ChartClick } from '../chart/Chart';
import { useChartPalette } from '../chart/palette';
import { useFilter } from '../filter/useFilter';
import { AnnotationNotes } from './AnnotationNotes';
import { marksOf, withMarks } from './annotations.model';
import { useAnnotations } from './useAnnotations';

type Props = {
  option: Record<string, unknown>;
  /** Starts of the buckets on the axis, as days or local date-times. */
  buckets: readonly string[];
  height: number;
  label: string;
  onClick?: (click: ChartClick) => void;
};

/** A chart over time, with what the workspace has noted about these days. */
export function TimeChart({ option, buckets, height, label, onClick }: Props) {
  const palette = useChartPalette();
  const annotations = useAnnotations();
  const { filter } = useFilter();
  const marks = useMemo(() => marksOf(annotations, buckets, filter.to), [annotations, buckets, filter.to]);
  const marked = useMemo(() => withMarks(option, marks, palette), [option, marks, palette]);
  return (
    <>
      <Chart option={marked} height={height} label={label} {...(onClick ? { onClick } : {})} />
      <AnnotationNotes marks={marks} day={filter.to} />
    </>
  );
}
