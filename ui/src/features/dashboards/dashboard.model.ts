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
