import { describe, expect, it } from 'vitest';
import { type DashboardContent, mergeDashboards, moveTile, resizeTile } from './dashboard.model';

const note = (id: string, width = 4) => ({ id, width, height: 1, text: id });
const board = (...ids: string[]): DashboardContent => ({ name: 'Day', tiles: ids.map((id) => note(id)) });
const order = (content: DashboardContent) => content.tiles.map((tile) => tile.id).join('');

describe('dashboard', () => {
  it('should move a tile to any place and no further', () => {
    const content = board('a', 'b', 'c');
    expect(order(moveTile(content, 'a', 1))).toBe('bac');
    expect(order(moveTile(content, 'a', 9))).toBe('bca');
    expect(order(moveTile(content, 'c', -1))).toBe('cab');
    expect(moveTile(content, 'b', 1)).toBe(content);
  });

  it('should keep a tile within the page', () => {
    const content = board('a');
    expect(resizeTile(content, 'a', 40, 0).tiles[0]).toMatchObject({ width: 12, height: 1 });
    expect(resizeTile(content, 'a', 0, 99).tiles[0]).toMatchObject({ width: 2, height: 8 });
    expect(resizeTile(content, 'a', 4, 1)).toBe(content);
  });

  it('should keep what two people did to one dashboard', () => {
    const base = board('a', 'b');
    const mine = resizeTile(base, 'a', 8, 2);
    const theirs = { ...moveTile(base, 'b', 0), name: 'Night' };
    const merged = mergeDashboards(base, mine, theirs);
    expect(merged.name).toBe('Night');
    expect(order(merged)).toBe('ba');
    expect(merged.tiles[1]).toMatchObject({ id: 'a', width: 8, height: 2 });
  });
});
