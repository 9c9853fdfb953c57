import type { Schemas } from '@/api/client';
import { mergeList, mergeValue } from '@/kit/edit/merge.model';

export type Dashboard = Schemas['Dashboard'];
export type DashboardContent = Schemas['DashboardContent'];
export type Tile = Schemas['DashboardTile'];
export type TileReport = Schemas['TileReport'];

export const columns = 12;
export const leastWidth = 2;
export const mostHeight = 8;
/** Pixels of one row of the grid, and of the gap between rows. */
export const rowHeight = 92;
export const gap = 12;

export const contentOf = ({ name, description, tiles }: DashboardContent): DashboardContent => ({
  name,
  ...(description ? { description } : {}),
  tiles,
});

/** Tile by tile; my change of a field wins over theirs of the same field. */
export function mergeDashboards(
  base: DashboardContent,
  mine: DashboardContent,
  theirs: DashboardContent,
): DashboardContent {
  return contentOf({
    name: mergeValue(base.name, mine.name, theirs.name),
    description: mergeValue(base.description ?? '', mine.description ?? '', theirs.description ?? ''),
    tiles: mergeList(base.tiles, mine.tiles, theirs.tiles),
  });
}

export function changeTile(content: DashboardContent, id: string, change: Partial<Tile>): DashboardContent {
  return { ...content, tiles: content.tiles.map((tile) => (tile.id === id ? { ...tile, ...change } : tile)) };
}

export function removeTile(content: DashboardContent, id: string): DashboardContent {
  return { ...content, tiles: content.tiles.filter((tile) => tile.id !== id) };
}

/** Moves a tile to a place in the reading order. */
export function moveTile(content: DashboardContent, id: string, place: number): DashboardContent {
  const tile = content.tiles.find((candidate) => candidate.id === id);
  if (tile === undefined) return content;
  const others = content.tiles.filter((candidate) => candidate.id !== id);
  const target = Math.max(0, Math.min(place, others.length));
  if (content.tiles[target]?.id === id) return content;
  return { ...content, tiles: [...others.slice(0, target), tile, ...others.slice(target)] };
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(Math.round(value), most));

export function resizeTile(content: DashboardContent, id: string, width: number, height: number): DashboardContent {
  const size = { width: within(width, leastWidth, columns), height: within(height, 1, mostHeight) };
  const tile = content.tiles.find((candidate) => candidate.id === id);
  if (tile === undefined || (tile.width === size.width && tile.height === size.height)) return content;
  return changeTile(content, id, size);
}

/** How large a report is at first, by how it is shown. */
export function sizeOf(show: TileReport['show']): { width: number; height: number } {
  if (show === 'figure') return { width: 3, height: 1 };
  return show === 'chart' ? { width: 6, height: 3 } : { width: 6, height: 4 };
}

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
  labels: string[];
  series: { name: string; format: ColumnFormat; values: (number | null)[] }[];
};

const mostBars = 12;
const mostLines = 6;

/**
 * What a chart of a table shows: lines over days, else bars of the first rows. Without a chosen figure the first one is
 * drawn; a table by days whose other columns are data (a breakdown) draws them all.
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
  const otherwise = lines && data.length > 0 ? data : usable.slice(0, 1);
  const chosen = figure !== undefined && usable.includes(figure) ? [figure] : otherwise;
  if (chosen.length === 0) return null;
  const rows = lines ? table.rows : table.rows.slice(0, mostBars);
  return {
    kind: lines ? 'line' : 'bar',
    labels: rows.map((row) => String(row[labelled] ?? '')),
    series: chosen.slice(0, mostLines).map((key) => {
      const place = table.columns.findIndex((column) => column.key === key);
      const column = table.columns[place];
      return {
        name: column?.name ?? key,
        format: column?.format ?? 'number',
        values: rows.map((row) => (typeof row[place] === 'number' ? (row[place] as number) : null)),
      };
    }),
  };
}
