import type { Schemas } from '@/api/client';
import type { SeriesOfValue } from '../events/events.model';

export type AcquisitionDefinition = Omit<Schemas['AcquisitionRequest'], 'scope'>;
export type Origin = NonNullable<AcquisitionDefinition['dimension']>;
export type AcquisitionFigures = Schemas['AcquisitionFigures'];

export const origins = ['channel', 'campaign', 'source', 'medium', 'referrer', 'landingPage'] as const;
export const originMetrics = ['sessions', 'visitors', 'conversions', 'revenue'] as const;
export type OriginMetric = (typeof originMetrics)[number];

export const initialAcquisition: AcquisitionDefinition = { dimension: 'channel' };

/** One line a group. */
export function linesOf(series: readonly Schemas['AcquisitionSeries'][], metric: OriginMetric): SeriesOfValue[] {
  return series.map(({ value, points }) => ({
    value,
    points: points.map((point) => ({ from: point.from, value: point[metric] })),
  }));
}

/** Buckets that will still grow. */
export function openBuckets(series: readonly Schemas['AcquisitionSeries'][]): Set<string> {
  return new Set(series.flatMap(({ points }) => points.filter((point) => !point.complete).map((point) => point.from)));
}

export type TableRow = {
  value: string | null;
  figures: AcquisitionFigures;
  before?: AcquisitionFigures | undefined;
};

/** The rows with the rest at the end; its value is null: it has no name and no list of people. */
export function rowsOf(result: Schemas['AcquisitionResult']): TableRow[] {
  return [...result.rows, ...(result.rest ? [{ value: null, figures: result.rest }] : [])];
}
