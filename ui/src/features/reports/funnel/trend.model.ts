import type { Schemas } from '@/api/client';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import type { ChartPalette } from '@/kit/chart/palette';
import type { Format } from '@/kit/format.model';
import { bucketLabel } from '../overview/overview.model';

export type Point = Schemas['FunnelPoint'];

/** The rate of a point; null where nobody entered, which is no conversion of 0 %. */
const rateOf = (point: Point): number | null => (point.entered === 0 ? null : point.conversion.value);

/** Points whose people may still convert come last and are drawn apart; both lines share the point between them. */
export function splitOpen(points: readonly Point[]): { whole: (number | null)[]; open: (number | null)[] } {
  const last = points.findLastIndex((point) => point.complete);
  return {
    whole: points.map((point, place) => (place <= last ? rateOf(point) : null)),
    open: points.map((point, place) => (place >= last && last < points.length - 1 ? rateOf(point) : null)),
  };
}

type Words = { conversion: string; open: string; before: string; interval: string; entered: string };

/** Conversion as a line in the band of its 95 % intervals. */
export function trendOption(
  points: readonly Point[],
  compared: readonly Point[],
  palette: ChartPalette,
  format: Format,
  words: Words,
): Record<string, unknown> {
  const { whole, open } = splitOpen(points);
  const line = { type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: points.length < 40 };
  const low = points.map((point) => (point.entered === 0 ? null : point.conversion.low));
  const high = points.map((point) => (point.entered === 0 ? null : point.conversion.high - point.conversion.low));
  const band = { type: 'line', stack: 'interval', symbol: 'none', lineStyle: { opacity: 0 }, silent: true };
  const color = palette.accent;
  const series = [
    { ...band, name: words.interval, data: low, itemStyle: { color } },
    { ...band, name: words.interval, data: high, areaStyle: { color, opacity: 0.12 }, itemStyle: { color } },
    {
      ...line,
      name: words.before,
      data: compared.slice(0, points.length).map(rateOf),
      showSymbol: false,
      lineStyle: { color: palette.soft, width: 1.5, type: 'dashed' },
      itemStyle: { color: palette.soft },
    },
    { ...line, name: words.conversion, data: whole, lineStyle: { color, width: 2.5 }, itemStyle: { color } },
    {
      ...line,
      name: `${words.conversion} (${words.open})`,
      data: open,
      lineStyle: { color, width: 2, type: 'dotted' },
      itemStyle: { color },
    },
  ];
  return {
    aria: { enabled: true },
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, { formatter: (marks: unknown) => tipOf(marks, points, format, words) }),
    xAxis: categoryAxis(
      palette,
      points.map((point) => bucketLabel(point.from, format)),
    ),
    yAxis: { ...valueAxis(palette, (value) => format.percent(value, 0)), max: topOf(points, compared) },
    series: series.filter((one) => one.data.some((figure) => figure !== null)),
  };
}

/** The axis ends at the next tenth above all that is drawn. */
function topOf(points: readonly Point[], compared: readonly Point[]): number {
  const highest = Math.max(
    0,
    ...points.filter((point) => point.entered > 0).map((point) => point.conversion.high),
    ...compared.map((point) => rateOf(point) ?? 0),
  );
  return Math.min(1, Math.max(0.1, Math.ceil(highest * 10) / 10));
}

function tipOf(marks: unknown, points: readonly Point[], format: Format, words: Words): string {
  const place = (marks as { dataIndex: number }[])[0]?.dataIndex ?? -1;
  const point = points[place];
  if (point === undefined) return '';
  const { value, low, high } = point.conversion;
  const rate =
    point.entered === 0 ? '–' : `${format.percent(value)} (${format.percent(low)} – ${format.percent(high)})`;
  return [
    `<b>${bucketLabel(point.from, format)}</b>${point.complete ? '' : ` (${words.open})`}`,
    `${words.conversion}: ${rate}`,
    `${words.entered}: ${format.number(point.entered)}`,
  ].join('<br>');
}
