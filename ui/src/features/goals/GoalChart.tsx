import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/kit/chart/Chart';
import { tooltip, valueAxis } from '@/kit/chart/options';
import { type ChartPalette, useChartPalette } from '@/kit/chart/palette';
import { useFormat } from '@/kit/format';
import type { Format } from '@/kit/format.model';
import type { Goal, GoalProgress } from '@/kit/goal/goal.model';
import { figure } from '@/kit/summary/values';

type Words = { actual: string; way: string; forecast: string };

/** Readings, the straight way to the target, and where the line through the readings leads. */
export function GoalChart({ goal, progress }: { goal: Goal; progress: GoalProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const option = useMemo(() => {
    const words = { actual: t('goals.chart.actual'), way: t('goals.chart.way'), forecast: t('goals.chart.forecast') };
    return optionOf(goal, progress, words, format, palette);
  }, [goal, progress, format, palette, t]);
  return <Chart option={option} height={240} label={t('goals.chart.label', { name: goal.name })} />;
}

type Point = [number, number];

/** Noon, which is the same calendar day in nearly every zone. */
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

function optionOf(goal: Goal, progress: GoalProgress, words: Words, format: Format, palette: ChartPalette) {
  const value = (number: unknown) => (typeof number === 'number' ? figure(number, progress.format, format) : '–');
  const readings: Point[] = progress.readings.map(({ day, value }) => [noon(day), value]);
  const last = readings.at(-1);
  const { forecast, start } = progress;
  const line = (name: string, data: Point[], color: string, more: object = {}) => ({
    type: 'line',
    name,
    data,
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color },
    lineStyle: { width: 2, color },
    endLabel: { show: true, formatter: '{a}', color: palette.soft, fontSize: 11 },
    labelLayout: { moveOverlap: 'shiftY' },
    ...more,
  });
  const dashed = (color: string) => ({ lineStyle: { width: 2, color, type: 'dashed' as const } });
  const series = [
    line(words.actual, readings, palette.accent, { showSymbol: readings.length < 3 }),
    ...(start === undefined
      ? []
      : [
          line(
            words.way,
            [
              [noon(goal.from), start],
              [noon(goal.until), goal.target],
            ],
            palette.soft,
            { ...dashed(palette.soft), symbol: 'none' },
          ),
        ]),
    ...(forecast && last
      ? [
          line(words.forecast, [last, [noon(goal.until), forecast.value]], palette.highlight, {
            ...dashed(palette.highlight),
            // The 80 % interval of the last day, as a bar across it.
            markLine: {
              symbol: 'none',
              silent: true,
              label: { show: false },
              lineStyle: { color: palette.highlight, width: 4, opacity: 0.45, type: 'solid' },
              data: [[{ coord: [noon(goal.until), forecast.low] }, { coord: [noon(goal.until), forecast.high] }]],
            },
          }),
        ]
      : []),
  ];
  const axis = valueAxis(palette, (number) =>
    progress.format === 'share' ? format.percent(number, 0) : format.compact(number),
  );
  return {
    aria: { enabled: true },
    grid: { left: 4, right: 96, top: 12, bottom: 0, containLabel: true },
    tooltip: tooltip(palette, { valueFormatter: value }),
    xAxis: {
      type: 'time',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: {
        color: palette.soft,
        fontSize: 12,
        hideOverlap: true,
        formatter: (time: number) => format.shortDay(time),
      },
    },
    // A score may be below nothing.
    yAxis: { ...axis, ...(Math.min(goal.target, start ?? 0, forecast?.low ?? 0) < 0 ? { min: null } : {}) },
    series,
  };
}
