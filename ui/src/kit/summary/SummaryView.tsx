import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '../DataTable';
import { deltaOf } from '../delta.model';
import { DeltaSign } from '../Figures';
import { useFormat } from '../format';
import { LoadingState } from '../states';
import type { Part } from './people.model';
import css from './Summary.module.css';
import {
  type Cell,
  drawingOf,
  partOfCell,
  pictureOf,
  type ShownReport,
  type Summary,
  type SummaryFigure,
  type SummaryTable,
} from './summary.model';
import { figure, shown } from './values';

const pictures = {
  bars: lazy(() => import('./BarsAndLines').then((file) => ({ default: file.BarsAndLines }))),
  sankey: lazy(() => import('./SankeyOfTable').then((file) => ({ default: file.SankeyOfTable }))),
  heat: lazy(() => import('./HeatOfTable').then((file) => ({ default: file.HeatOfTable }))),
  process: lazy(() => import('./ProcessOfTable').then((file) => ({ default: file.ProcessOfTable }))),
};

/** Opens the people behind a part; absent where nobody may see them. */
export type OpenPart = ((part: Part, title: string) => (() => void) | undefined) | undefined;

type Props = { report: ShownReport; summary: Summary; title: string; people?: OpenPart };

/** Any report's answer as a figure, a chart or a table. */
export function SummaryView({ report, summary, title, people }: Props) {
  const { t } = useTranslation();
  const table = summary.tables.find((one) => one.key === report.table) ?? summary.tables[0];
  if (report.show === 'figure') {
    const one = summary.figures.find(({ key }) => key === report.figure) ?? summary.figures[0];
    if (one === undefined) return <Nothing text={t('dashboards.tile.noFigure')} />;
    return <OneFigure one={one} title={title} people={people} />;
  }
  if (table === undefined || table.rows.length === 0) return <Nothing text={t('dashboards.tile.empty')} />;
  const picture = report.show === 'table' ? null : pictureOf(report.kind, table, report.figure);
  if (picture === null) return <TableView summary={summary} table={table} people={people} />;
  if (picture === 'bars') {
    const drawing = drawingOf(table, report.figure);
    if (drawing === null) return <TableView summary={summary} table={table} people={people} />;
    return (
      <Suspense fallback={<LoadingState rows={1} height={120} />}>
        <pictures.bars drawing={drawing} summary={summary} table={table} people={people} />
      </Suspense>
    );
  }
  const Picture = pictures[picture];
  return (
    <Suspense fallback={<LoadingState rows={1} height={120} />}>
      <Picture summary={summary} table={table} people={people} />
    </Suspense>
  );
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

export function OneFigure({ one, title, people }: { one: SummaryFigure; title: string; people?: OpenPart }) {
  const { t } = useTranslation();
  const format = useFormat();
  const delta = deltaOf(one.value, one.before, !lessIsBetter.has(one.key));
  const open = people?.({ of: 'figure', key: one.key }, one.name);
  const value = figure(one.value, one.format, format);
  return (
    <div className={css.figure}>
      {open ? (
        <button
          type="button"
          className={`${css.value} ${css.open}`}
          onClick={open}
          aria-label={`${one.name} ${value}: ${t('common.seePeople')}`}
        >
          {value}
        </button>
      ) : (
        <span className={css.value}>{value}</span>
      )}
      {delta && <DeltaSign delta={delta} />}
      {one.name !== title && <span className={css.name}>{one.name}</span>}
    </div>
  );
}

type Row = { cells: Cell[]; place: number };

type TableProps = { summary: Summary; table: SummaryTable; people?: OpenPart };

export function TableView({ summary, table, people }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows: Row[] = table.rows.map((cells, place) => ({ cells: cells as Cell[], place }));
  const words = ({ cells }: Row, at: number) =>
    shown(cells[at], table.columns[at]?.format ?? 'text', format, t('common.yes'), t('common.no'));
  const opener = (row: Row, at: number) => {
    const part = partOfCell(summary, table, row.place, at);
    const named = part?.of === 'point' ? `${table.columns[at]?.name}, ${words(row, 0)}` : titleOf(part);
    return part === null ? undefined : people?.(part, named);
  };
  return (
    <>
      <DataTable
        label={table.name}
        rows={rows}
        rowKey={(row) => String(row.place)}
        columns={table.columns.map((column, at) => ({
          key: `${at}:${column.key}`,
          header: column.name,
          figure: column.format !== 'text' && column.format !== 'day',
          cell: (row: Row) => {
            const open = opener(row, at);
            return open ? <FigureButton onClick={open}>{words(row, at)}</FigureButton> : words(row, at);
          },
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

function titleOf(part: Part | null): string {
  if (part?.of === 'way') return `${part.from} → ${part.to}`;
  return part?.of === 'row' ? part.label || '–' : '–';
}
