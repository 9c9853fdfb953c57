import type { Schemas } from '@/api/client';
import { categoryAxis, escapeHtml, tooltip, valueAxis } from '@/kit/chart/options';
import type { ChartPalette } from '@/kit/chart/palette';
import type { Format } from '@/kit/format.model';
import { bucketLabel } from '../overview/overview.model';

export type EventsDefinition = Omit<Schemas['EventsRequest'], 'scope'>;
/** A line of a chart: one value of a breakdown. */
export type SeriesOfValue = { value: string; points: readonly { from: string; value: number }[] };

export function ready(definition: EventsDefinition): boolean {
  const needsProperty = definition.measure === 'sum' || definition.measure === 'average';
  return definition.match.event !== '' && (!needsProperty || Boolean(definition.property));
}

export function requestOf(definition: EventsDefinition): EventsDefinition {
  const { property, breakdown, ...rest } = definition;
  const needsProperty = definition.measure === 'sum' || definition.measure === 'average';
  return {
    ...rest,
    ...(needsProperty && property ? { property } : {}),
    ...(breakdown ? { breakdown } : {}),
  };
}

/** All bucket starts of all series in order; a series without a bucket has none there, not zero. */
export function bucketsOf(series: readonly SeriesOfValue[]): string[] {
  return [...new Set(series.flatMap((one) => one.points.map((point) => point.from)))].sort();
}

export function valuesOn(series: SeriesOfValue, buckets: readonly string[]): (number | null)[] {
  const values = new Map(series.points.map((point) => [point.from, point.value]));
  return buckets.map((bucket) => values.get(bucket) ?? null);
}

/** More lines than this cannot be told apart; the table has them all. */
const drawnSeries = 6;

type Drawing = {
  series: readonly SeriesOfValue[];
  /** Of each series, as the user reads it. */
  names: readonly string[];
  palette: ChartPalette;
  format: Format;
  digits: number;
  /** Buckets that will still grow, and how that is said. */
  running?: { buckets: ReadonlySet<string>; label: string };
  /** Whether a key says which line is which, where labels at their ends would run into each other. */
  keyed?: boolean;
  /** How a value is written, if not as a number: a share in percent, for example. */
  written?: (value: number) => string;
};

export function seriesOption(drawing: Drawing): Record<string, unknown> {
  const { series, names, palette, format, digits, running, keyed = false } = drawing;
  const written = drawing.written ?? ((value: number) => format.number(value, digits));
  const buckets = bucketsOf(series);
  const drawn = series.slice(0, drawnSeries);
  const several = drawn.length > 1 && !keyed;
  return {
    aria: { enabled: true },
    // Labels at the ends of the lines instead of a legend.
    grid: { left: 4, right: several ? 120 : 16, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, {
      valueFormatter: (value: unknown) => (typeof value === 'number' ? written(value) : '–'),
    }),
    xAxis: categoryAxis(
      palette,
      buckets.map(
        (bucket) => bucketLabel(bucket, format) + (running?.buckets.has(bucket) ? ` (${running.label})` : ''),
      ),
    ),
    yAxis: valueAxis(palette, drawing.written ?? ((value) => format.compact(value))),
    series: drawn.map((series, place) => ({
      type: 'line',
      name: escapeHtml(names[place] ?? ''),
      data: valuesOn(series, buckets),
      symbolSize: 5,
      showSymbol: buckets.length < 2,
      lineStyle: { width: 2, color: palette.series[place] },
      itemStyle: { color: palette.series[place] },
      endLabel: { show: several, formatter: () => (names[place] ?? '').slice(0, 18), color: palette.ink, fontSize: 12 },
      labelLayout: { moveOverlap: 'shiftY' },
    })),
  };
}
