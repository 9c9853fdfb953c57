import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { Chart, type ChartClick } from '../chart/Chart';
import { categoryAxis, escapeHtml, tooltip, valueAxis } from '../chart/options';
import { type ChartPalette, useChartPalette } from '../chart/palette';
import { useFormat } from '../format';
import type { Format } from '../format.model';
import css from './Summary.module.css';
import type { OpenPart } from './SummaryView';
import { type Drawing, rowPart, type Summary, type SummaryTable } from './summary.model';
import { dayText, figure } from './values';

type Props = { drawing: Drawing; summary: Summary; table: SummaryTable; people?: OpenPart };

/** Lines over days, or bars of the first rows. */
export function BarsAndLines({ drawing, summary, table, people }: Props) {
  const { ref, height } = useElementSize();
  const format = useFormat();
  const palette = useChartPalette();
  const option = useMemo(() => optionOf(drawing, format, palette), [drawing, format, palette]);
  const click = useCallback(
    ({ dataIndex, seriesIndex }: ChartClick) => {
      const label = drawing.labels[dataIndex ?? -1];
      const one = drawing.series[seriesIndex ?? -1];
      if (label === undefined || one === undefined) return;
      if (drawing.kind === 'bar') {
        people?.(rowPart(summary, table, drawing.by, label, dataIndex ?? 0), label)?.();
        return;
      }
      people?.({ of: 'point', from: label, column: one.key }, `${one.name}, ${dayText(label, format)}`)?.();
    },
    [drawing, summary, table, people, format],
  );
  return (
    <div ref={ref} className={css.fill}>
      {height > 0 && (
        <Chart option={option} height={height} label={table.name} {...(people ? { onClick: click } : {})} />
      )}
    </div>
  );
}

function optionOf(drawing: Drawing, format: Format, palette: ChartPalette) {
  const labels = drawing.kind === 'line' ? drawing.labels.map((day) => dayText(day, format)) : drawing.labels;
  const kindOf = drawing.series[0]?.format ?? 'number';
  const value = (number: unknown) => (typeof number === 'number' ? figure(number, kindOf, format) : '–');
  const share = kindOf === 'share';
  const most = Math.max(0, ...drawing.series.flatMap((one) => one.values.map((number) => number ?? 0)));
  const axis = {
    ...valueAxis(palette, (number) => (share ? format.percent(number, 0) : format.compact(number))),
    // A share near the whole is read against the whole.
    ...(share && most > 0.8 && most <= 1 ? { max: 1, interval: 0.25 } : {}),
  };
  const names = categoryAxis(palette, labels.map(escapeHtml));
  const many = drawing.series.length > 1;
  const series = drawing.series.map((one, place) => ({
    type: drawing.kind,
    name: one.name,
    data: one.values,
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: labels.length < 2,
    barMaxWidth: 22,
    itemStyle: { color: palette.series[place % palette.series.length], borderRadius: drawing.kind === 'bar' ? 3 : 0 },
    lineStyle: { width: 2.5 },
    ...(many
      ? {
          endLabel: { show: true, formatter: '{a}', color: palette.soft, fontSize: 11 },
          labelLayout: { moveOverlap: 'shiftY' },
        }
      : {}),
    ...(drawing.kind === 'line' && !many ? { areaStyle: { opacity: 0.08 } } : {}),
  }));
  const bars = drawing.kind === 'bar';
  return {
    aria: { enabled: true },
    grid: { left: 4, right: many ? 96 : 16, top: 8, bottom: 0, containLabel: true },
    tooltip: tooltip(palette, { valueFormatter: value }),
    xAxis: bars ? axis : names,
    yAxis: bars ? { ...names, boundaryGap: true, inverse: true, axisLabel: cut(palette.soft) } : axis,
    series,
  };
}

const cut = (color: string) => ({ color, fontSize: 12, interval: 0, width: 130, overflow: 'truncate' as const });
