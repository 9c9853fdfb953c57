import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Chart } from '@/kit/chart/Chart';
import { categoryAxis, escapeHtml, tooltip, valueAxis } from '@/kit/chart/options';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { deltaOf } from '@/kit/delta.model';
import { DeltaSign } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import css from './Dashboard.module.css';
import { type Cell, type Drawing, drawingOf, type SummaryTable, type TileReport } from './dashboard.model';
import { dayText, figure, shown } from './values';

type Summary = Schemas['ReportSummary'];
type Props = { report: TileReport; summary: Summary; title: string };

/** A report's answer as the tile shows it. */
export function TileBody({ report, summary, title }: Props) {
  const { t } = useTranslation();
  const table = summary.tables.find((one) => one.key === report.table) ?? summary.tables[0];
  if (report.show === 'figure') return <OneFigure report={report} summary={summary} title={title} />;
  if (table === undefined || table.rows.length === 0) return <Nothing text={t('dashboards.tile.empty')} />;
  if (report.show === 'table') return <Rows table={table} />;
  const drawing = drawingOf(table, report.figure);
  return drawing === null ? <Rows table={table} /> : <Drawn drawing={drawing} name={table.name} />;
}

function Nothing({ text }: { text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}

/** Where less is better, or neither: no colour that says otherwise. */
const lessIsBetter = new Set(['bounceRate', 'dormant']);

function OneFigure({ report, summary, title }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const one = summary.figures.find(({ key }) => key === report.figure) ?? summary.figures[0];
  if (one === undefined) return <Nothing text={t('dashboards.tile.noFigure')} />;
  const delta = deltaOf(one.value, one.before, !lessIsBetter.has(one.key));
  return (
    <div className={css.figure}>
      <span className={css.value}>{figure(one.value, one.format, format)}</span>
      {delta && <DeltaSign delta={delta} />}
      {one.name !== title && <span className={css.name}>{one.name}</span>}
    </div>
  );
}

type Row = { cells: Cell[]; place: number };

function Rows({ table }: { table: SummaryTable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows: Row[] = table.rows.map((cells, place) => ({
    cells: cells as Cell[],
    place,
  }));
  return (
    <>
      <DataTable
        label={table.name}
        rows={rows}
        rowKey={(row) => String(row.place)}
        columns={table.columns.map((column, place) => ({
          key: `${place}:${column.key}`,
          header: column.name,
          figure: column.format !== 'text' && column.format !== 'day',
          cell: (row: Row) => shown(row.cells[place], column.format, format, t('common.yes'), t('common.no')),
        }))}
      />
      {table.total > table.rows.length && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('dashboards.tile.more', { shown: table.rows.length, total: format.number(table.total) })}
        </Text>
      )}
    </>
  );
}

function Drawn({ drawing, name }: { drawing: Drawing; name: string }) {
  const { ref, height } = useElementSize();
  const format = useFormat();
  const palette = useChartPalette();
  const option = useMemo(() => {
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
  }, [drawing, format, palette]);
  return (
    <div ref={ref} className={css.fill}>
      {height > 0 && <Chart option={option} height={height} label={name} />}
    </div>
  );
}

const cut = (color: string) => ({ color, fontSize: 12, width: 130, overflow: 'truncate' as const });
