import type { Schemas } from '@/api/client';
import { categoryAxis, escapeHtml, tooltip, valueAxis } from '@/kit/chart/options';
import type { ChartPalette } from '@/kit/chart/palette';
import type { Format } from '@/kit/format.model';

export type StagesDefinition = Omit<Schemas['StagesRequest'], 'scope'>;
export type StagesInterval = NonNullable<StagesDefinition['interval']>;
type Result = Schemas['StagesResult'];

export const initialStages: StagesDefinition = { interval: 'week' };

/** A stage as it is shown; an empty id is "in no stage". */
export type ShownStage = { id: string; name: string; color: string };

/** Those in a stage at the ends of the periods, stacked in the order of the stages; those in none are in the table. */
export function occupancyOption(
  result: Result,
  stages: readonly ShownStage[],
  palette: ChartPalette,
  format: Format,
  label: (point: Result['points'][number]) => string,
): Record<string, unknown> {
  const drawn = stages.filter((stage) => stage.id !== '');
  return {
    aria: { enabled: true },
    grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
    tooltip: tooltip(palette, {
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format.number(value) : '–'),
    }),
    xAxis: { ...categoryAxis(palette, result.points.map(label)), boundaryGap: result.points.length < 2 },
    yAxis: valueAxis(palette, (value) => format.compact(value)),
    series: drawn.map((stage) => ({
      type: result.points.length < 2 ? 'bar' : 'line',
      name: escapeHtml(stage.name),
      stack: 'people',
      symbol: 'none',
      barMaxWidth: 48,
      data: result.points.map((point) => personsIn(result, point, stage.id)),
      lineStyle: { width: 1, color: stage.color },
      itemStyle: { color: stage.color },
      areaStyle: { color: stage.color, opacity: 0.75 },
    })),
  };
}

export function personsIn(result: Result, point: Result['points'][number], stage: string): number {
  return point.persons[result.stages.indexOf(stage)] ?? 0;
}

/** Moves from one stage to another; zero where there was none. */
export function moveOf(result: Result, from: string, to: string): { times: number; persons: number } {
  return result.moves.find((move) => move.from === from && move.to === to) ?? { times: 0, persons: 0 };
}

/** Strength of a cell's colour, on the scale of the most frequent move. */
export function strength(result: Result, persons: number): number {
  const most = Math.max(1, ...result.moves.map((move) => move.persons));
  return (persons / most) * 0.5;
}
