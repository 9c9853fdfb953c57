import type { Schemas } from '@/api/client';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import type { ChartPalette } from '@/kit/chart/palette';
import type { Format } from '@/kit/format.model';

export type ActivityDefinition = Omit<Schemas['ActivityRequest'], 'scope'>;
export type ActivityInterval = NonNullable<ActivityDefinition['interval']>;
type Point = Schemas['LifecyclePoint'];
type Regularity = Schemas['Regularity'];

export const initialLifecycle: ActivityDefinition = { interval: 'week' };
export const initialStickiness: ActivityDefinition = { interval: 'day' };

/** In the order of the stack, from the zero line. */
export const phases = ['returning', 'newcomers', 'resurrecting', 'dormant'] as const;
export type Phase = (typeof phases)[number];

/** An empty event means any event, which the request says by leaving it out. */
export function requestOf({ match, ...rest }: ActivityDefinition): ActivityDefinition {
  return match?.event ? { ...rest, match } : rest;
}

export const phaseColors = (palette: ChartPalette): Record<Phase, string> => ({
  returning: palette.accent,
  newcomers: palette.series[2] ?? palette.accent,
  resurrecting: palette.series[1] ?? palette.accent,
  dormant: palette.strongLine,
});

/** Those who left lie below zero. */
export const signed = (point: Point, phase: Phase): number => (phase === 'dormant' ? -point.dormant : point[phase]);

/** Gained for each one lost: above 1 the number of active people grows; null where nobody was lost. */
export function quickRatio(average: Schemas['LifecycleAverage']): number | null {
  return average.dormant === 0 ? null : (average.newcomers + average.resurrecting) / average.dormant;
}

type Words = { phase: (phase: Phase) => string; running: string; day: (from: string) => string };

export function lifecycleOption(
  points: readonly Point[],
  palette: ChartPalette,
  format: Format,
  words: Words,
): Record<string, unknown> {
  const colors = phaseColors(palette);
  return {
    aria: { enabled: true },
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, {
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format.number(Math.abs(value)) : '–'),
    }),
    xAxis: {
      ...categoryAxis(
        palette,
        points.map((point) => words.day(point.from) + (point.complete ? '' : ` (${words.running})`)),
      ),
      boundaryGap: true,
      axisLine: { onZero: true, lineStyle: { color: palette.strongLine } },
      axisLabel: { color: palette.soft, fontSize: 12, hideOverlap: true },
    },
    yAxis: { ...valueAxis(palette, (value) => format.compact(Math.abs(value))), min: undefined },
    series: phases.map((phase) => ({
      type: 'bar',
      name: words.phase(phase),
      stack: 'people',
      barMaxWidth: 36,
      itemStyle: { color: colors[phase] },
      // A period that still runs is drawn faint: its bars will grow, and its dormant people may still come.
      data: points.map((point) => ({
        value: signed(point, phase),
        itemStyle: { opacity: point.complete ? 1 : 0.4 },
      })),
    })),
  };
}

type StickinessWords = { people: string; before: string; atLeast: string; times: (periods: number) => string };

export function stickinessOption(
  now: Regularity,
  before: Regularity | undefined,
  palette: ChartPalette,
  format: Format,
  words: StickinessWords,
): Record<string, unknown> {
  const bars = (regularity: Regularity) => regularity.bars.map((bar) => bar.share);
  return {
    aria: { enabled: true },
    grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, {
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format.percent(value) : '–'),
    }),
    xAxis: {
      ...categoryAxis(
        palette,
        now.bars.map((bar) => words.times(bar.periods)),
      ),
      boundaryGap: true,
    },
    yAxis: { ...valueAxis(palette, (value) => format.percent(value, 0)), max: 1, interval: 0.25 },
    series: [
      {
        type: 'bar',
        name: words.people,
        barMaxWidth: 36,
        data: bars(now),
        itemStyle: { color: palette.accent },
      },
      ...(before === undefined
        ? []
        : [
            {
              type: 'line',
              name: words.before,
              data: bars(before).slice(0, now.bars.length),
              symbol: 'none',
              lineStyle: { color: palette.soft, width: 1.5, type: 'dashed' },
              itemStyle: { color: palette.soft },
            },
          ]),
      {
        type: 'line',
        name: words.atLeast,
        data: now.bars.map((bar) => bar.atLeast),
        symbolSize: 5,
        showSymbol: now.bars.length < 2,
        lineStyle: { color: palette.highlight, width: 2 },
        itemStyle: { color: palette.highlight },
      },
    ],
  };
}

/** Bars up to the last anybody reached; a month of days nobody came on would only push the others together. */
export function reached(regularity: Regularity): Regularity {
  const last = regularity.bars.findLastIndex((bar) => bar.persons > 0);
  return { ...regularity, bars: regularity.bars.slice(0, Math.max(1, last + 1)) };
}
