import type { Schemas } from '@/api/client';
import type { Part } from './people.model';

export type Summary = Schemas['ReportSummary'];
/** How a report is shown: of a tile, or of a link's page. */
export type ShownReport = Schemas['SharedReport'];

export type SummaryFigure = Summary['figures'][number];
export type Cell = string | number | boolean | null;
export type SummaryTable = Schemas['ReportSummaryTable'];
export type ColumnFormat = Schemas['ReportSummaryColumn']['format'];

const isNumeric = (format: ColumnFormat) => format !== 'text' && format !== 'day';

/** The figures of a table that a chart can draw; an interval's ends are none of their own. */
export function drawable(table: SummaryTable): string[] {
  return table.columns
    .filter((column) => isNumeric(column.format) && column.key !== 'low' && column.key !== 'high')
    .map((column) => column.key);
}

export type Drawing = {
  kind: 'line' | 'bar';
  /** Key of the column that gives the labels. */
  by: string;
  labels: string[];
  /** `key` is that of the column. */
  series: { key: string; name: string; format: ColumnFormat; values: (number | null)[] }[];
};

/** The parts of a lifecycle's people, which say more together than their number. */
const phases = ['newcomers', 'returning', 'resurrecting', 'dormant'];
const mostBars = 12;
const mostLines = 6;

/**
 * What a chart of a table shows: lines over days, else bars of the first rows. Without a chosen figure the first one is
 * drawn; a table by days whose other columns are data (a breakdown), or phases of a lifecycle, draws them all.
 */
export function drawingOf(table: SummaryTable, figure: string | undefined): Drawing | null {
  const days = table.columns.findIndex((column) => column.format === 'day');
  // A column that is empty throughout, such as the group of a report without a breakdown, labels nothing.
  const texts = table.columns.findIndex(
    (column, place) =>
      column.format === 'text' &&
      column.key !== 'complete' &&
      table.rows.some((row) => row[place] !== '' && row[place]),
  );
  const lines = days === 0 && texts === -1;
  const labelled = lines ? days : Math.max(texts, 0);
  const usable = drawable(table).filter((key) => table.columns[labelled]?.key !== key);
  const data = table.columns.filter((column) => column.verbatim && usable.includes(column.key)).map(({ key }) => key);
  const whole = data.length > 0 ? data : phases.every((phase) => usable.includes(phase)) ? phases : [];
  const otherwise = lines && whole.length > 0 ? whole : usable.slice(0, 1);
  const chosen = figure !== undefined && usable.includes(figure) ? [figure] : otherwise;
  if (chosen.length === 0) return null;
  const rows = lines ? table.rows : table.rows.slice(0, mostBars);
  return {
    kind: lines ? 'line' : 'bar',
    by: table.columns[labelled]?.key ?? '',
    labels: rows.map((row) => String(row[labelled] ?? '')),
    series: chosen.slice(0, mostLines).map((key) => {
      const place = table.columns.findIndex((column) => column.key === key);
      const column = table.columns[place];
      return {
        key,
        name: column?.name ?? key,
        format: column?.format ?? 'number',
        values: rows.map((row) => (typeof row[place] === 'number' ? (row[place] as number) : null)),
      };
    }),
  };
}

/** Which drawing shows a table of a report best; null where there is none. A chosen figure is drawn as bars. */
export function pictureOf(
  kind: string,
  table: SummaryTable,
  figure: string | undefined,
): 'bars' | 'sankey' | 'heat' | 'process' | null {
  const chosen = figure !== undefined && drawable(table).includes(figure);
  if (!chosen && kind === 'paths' && table.key === 'ways') return 'sankey';
  if (!chosen && kind === 'process' && table.key === 'ways') return 'process';
  if ((kind === 'retention' || kind === 'cohorts') && ['rates', 'counts'].includes(table.key)) return 'heat';
  return drawingOf(table, figure) === null ? null : 'bars';
}

/** The rows of a table as objects by the keys of its columns. */
function rowsOf(summary: Summary, key: string): Record<string, Cell>[] {
  const table = summary.tables.find((one) => one.key === key);
  if (table === undefined) return [];
  const keys = table.columns.map((column) => column.key);
  return table.rows.map((row) => Object.fromEntries(keys.map((name, place) => [name, (row[place] ?? null) as Cell])));
}

const text = (value: Cell | undefined) => String(value ?? '');

/** The paths report out of its tables. */
export function pathsOf(summary: Summary): Pick<Schemas['PathsResult'], 'nodes' | 'edges'> {
  const id = (step: number, label: string) => `${step}:${label}`;
  const nodes = rowsOf(summary, 'places').map((row) => {
    const [step, label] = [Number(row.stepNumber), text(row.step)];
    return { id: id(step, label), step, label, ...counts(row), ended: Number(row.ended) };
  });
  const known = new Set(nodes.map((node) => node.id));
  const edges = rowsOf(summary, 'ways')
    .map((row) => ({
      from: id(Number(row.stepNumber), text(row.fromStep)),
      to: id(Number(row.stepNumber) + 1, text(row.toStep)),
      ...counts(row),
      medianSeconds: Number(row.medianSeconds),
    }))
    .filter((edge) => known.has(edge.from) && known.has(edge.to));
  return { nodes, edges };
}

/** The process map out of its tables. */
export function processOf(summary: Summary): Schemas['ProcessResult'] {
  const activities = rowsOf(summary, 'steps').map((row) => ({
    label: text(row.step),
    occurrences: Number(row.count),
    persons: Number(row.persons),
    starts: Number(row.started),
    ends: Number(row.ended),
  }));
  const edges = rowsOf(summary, 'ways').map((row) => ({
    from: text(row.fromStep),
    to: text(row.toStep),
    ...counts(row),
    medianSeconds: Number(row.medianSeconds),
    p90Seconds: Number(row.p90Seconds),
  }));
  const cases = activities.reduce((sum, one) => sum + one.starts, 0);
  return {
    cases,
    persons: 0,
    activities,
    edges,
    allEdges: edges.length,
    variants: [],
    distinctVariants: 0,
    casesNotToldApart: 0,
    grouped: 0,
  };
}

const counts = (row: Record<string, Cell>) => ({ count: Number(row.count), persons: Number(row.persons) });

/** The column whose figure stands for people. */
const countsPeople = ['visitors', 'persons', 'count'];

/** A row as the people behind it are asked for. */
export function rowPart(
  summary: Summary,
  table: SummaryTable,
  by: string,
  label: string,
  place: number,
  orMore = false,
): Part {
  const lastDay = summary.tables.find((one) => one.columns[0]?.format === 'day')?.rows.at(-1)?.[0];
  return {
    of: 'row',
    table: table.key,
    by,
    label,
    place,
    ...(typeof lastDay === 'string' ? { lastDay } : {}),
    ...(orMore ? { orMore } : {}),
  };
}

/** What a cell of a table stands for: a figure of a day, a way from one place to another, or a row's people. */
export function partOfCell(summary: Summary, table: SummaryTable, place: number, at: number): Part | null {
  const cells = (table.rows[place] ?? []) as Cell[];
  const column = table.columns[at];
  const cell = (key: string) => cells[table.columns.findIndex((one) => one.key === key)];
  if (column === undefined || !isNumeric(column.format)) return null;
  if (table.columns[0]?.format === 'day') return { of: 'point', from: text(cells[0]), column: column.key };
  const orMore = column.key === 'atLeast';
  if (!orMore && at !== table.columns.findIndex((one) => countsPeople.includes(one.key))) return null;
  const to = cell('toStep');
  if (to !== undefined) {
    const step = cell('stepNumber');
    return { of: 'way', from: text(cell('fromStep')), to: text(to), ...(typeof step === 'number' ? { step } : {}) };
  }
  // Where no column of words names the rows, the first one does: the number of periods, say.
  const by = table.columns.findIndex(
    (one, column) => one.format === 'text' && table.rows.some((row) => (row as Cell[])[column]),
  );
  const named = table.columns[Math.max(by, 0)];
  return rowPart(summary, table, named?.key ?? '', text(cells[Math.max(by, 0)]), place, orMore);
}
