import { describe, expect, it } from 'vitest';
import {
  type DashboardContent,
  drawingOf,
  mergeDashboards,
  moveTile,
  resizeTile,
  type SummaryTable,
} from './dashboard.model';

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

const column = (key: string, format: 'day' | 'text' | 'number' | 'share', verbatim = false) => ({
  key,
  name: key.toUpperCase(),
  format,
  verbatim,
});

describe('a drawing of a table', () => {
  const days: SummaryTable = {
    key: 'overTime',
    name: 'Over time',
    columns: [column('from', 'day'), column('visitors', 'number'), column('sessions', 'number')],
    rows: [
      ['2026-01-01', 3, 4],
      ['2026-01-02', null, 6],
    ],
    total: 2,
  };

  it('should draw days as lines of the chosen figure', () => {
    expect(drawingOf(days, undefined)).toEqual({
      kind: 'line',
      labels: ['2026-01-01', '2026-01-02'],
      series: [{ name: 'VISITORS', format: 'number', values: [3, null] }],
    });
    expect(drawingOf(days, 'sessions')?.series[0]?.values).toEqual([4, 6]);
    expect(drawingOf(days, 'gone')?.series[0]?.name).toBe('VISITORS');
  });

  it('should draw every value of a breakdown', () => {
    const broken = { ...days, columns: [days.columns[0], column('a', 'number', true), column('b', 'number', true)] };
    expect(drawingOf(broken as SummaryTable, undefined)?.series.map((one) => one.name)).toEqual(['A', 'B']);
  });

  it('should draw anything else as bars', () => {
    const channels: SummaryTable = {
      key: 'channels',
      name: 'Channels',
      columns: [column('channel', 'text'), column('low', 'share'), column('rate', 'share')],
      rows: [['email', 0.1, 0.2]],
      total: 1,
    };
    expect(drawingOf(channels, undefined)).toMatchObject({ kind: 'bar', labels: ['email'] });
    expect(drawingOf(channels, undefined)?.series.map((one) => one.name)).toEqual(['RATE']);
    expect(drawingOf({ ...channels, columns: [column('channel', 'text')] }, undefined)).toBeNull();
  });
});
