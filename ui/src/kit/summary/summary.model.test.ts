import { describe, expect, it } from 'vitest';
import { peopleOf } from './people.model';
import { drawingOf, partOfCell, pathsOf, pictureOf, processOf, rowPart, type SummaryTable } from './summary.model';

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
      by: 'from',
      labels: ['2026-01-01', '2026-01-02'],
      series: [{ key: 'visitors', name: 'VISITORS', format: 'number', values: [3, null] }],
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

describe('a picture of a report', () => {
  const ways: SummaryTable = {
    key: 'ways',
    name: 'Ways',
    columns: ['stepNumber', 'fromStep', 'toStep', 'count', 'persons', 'medianSeconds'].map((key) =>
      column(key, key.endsWith('Step') ? 'text' : 'number'),
    ),
    rows: [
      [1, '/', '/cart', 5, 4, 60],
      [1, '/', '/gone', 1, 1, 60],
    ],
    total: 2,
  };
  const places: SummaryTable = {
    key: 'places',
    name: 'Places',
    columns: ['stepNumber', 'step', 'count', 'persons', 'ended'].map((key) =>
      column(key, key === 'step' ? 'text' : 'number'),
    ),
    rows: [
      [1, '/', 6, 5, 0],
      [2, '/cart', 5, 4, 2],
    ],
    total: 2,
  };

  it('should be the one that fits the report, and bars of a figure somebody chose', () => {
    expect(pictureOf('paths', ways, undefined)).toBe('sankey');
    expect(pictureOf('paths', ways, 'count')).toBe('bars');
    expect(pictureOf('process', ways, undefined)).toBe('process');
    expect(pictureOf('retention', { ...ways, key: 'rates' }, undefined)).toBe('heat');
    expect(pictureOf('pages', ways, undefined)).toBe('bars');
  });

  it('should join the steps of paths and leave out what leads nowhere', () => {
    const { nodes, edges } = pathsOf({ figures: [], tables: [ways, places] });
    expect(nodes.map((node) => [node.step, node.label, node.ended])).toEqual([
      [1, '/', 0],
      [2, '/cart', 2],
    ]);
    expect(edges).toEqual([{ from: '1:/', to: '2:/cart', count: 5, persons: 4, medianSeconds: 60 }]);
  });

  it('should count the cases of a process by their starts', () => {
    const steps: SummaryTable = {
      key: 'steps',
      name: 'Steps',
      columns: ['step', 'count', 'persons', 'started', 'ended'].map((key) => column(key, 'number')),
      rows: [
        ['/', 6, 5, 4, 1],
        ['/cart', 5, 4, 2, 5],
      ],
      total: 2,
    };
    const result = processOf({ figures: [], tables: [ways, steps] });
    expect(result.cases).toBe(6);
    expect(result.edges[0]).toMatchObject({ from: '/', to: '/cart', count: 5 });
  });
});

describe('the people behind a tile', () => {
  const scope = { from: '2026-01-01', to: '2026-01-14' };
  const weeks: SummaryTable = {
    key: 'overTime',
    name: 'Over time',
    columns: [
      column('from', 'day'),
      ...['active', 'newcomers', 'returning', 'resurrecting', 'dormant'].map((key) => column(key, 'number')),
    ],
    rows: [
      ['2025-12-29', 9, 3, 5, 1, 2],
      ['2026-01-05', 8, 2, 5, 1, 2],
    ],
    total: 2,
  };
  const stages: SummaryTable = {
    key: 'stages',
    name: 'Stages',
    columns: [column('stage', 'text'), column('persons', 'number'), column('entered', 'number')],
    rows: [['purchase', 4, 9]],
    total: 1,
  };
  const moves: SummaryTable = {
    key: 'ways',
    name: 'Ways',
    columns: [column('fromStep', 'text'), column('toStep', 'text'), column('count', 'number')],
    rows: [['purchase', '', 3]],
    total: 1,
  };
  const summary = { figures: [], tables: [weeks, stages, moves] };
  const behind = (kind: 'lifecycle' | 'stages' | 'stickiness', table: SummaryTable, place: number, at: number) => {
    const part = partOfCell(summary, table, place, at);
    return part && peopleOf(kind, { scope }, part);
  };

  it('should draw the phases of a lifecycle together and open each of them', () => {
    expect(drawingOf(weeks, undefined)?.series.map((one) => one.key)).toEqual([
      'newcomers',
      'returning',
      'resurrecting',
      'dormant',
    ]);
    expect(behind('lifecycle', weeks, 1, 5)).toMatchObject({
      kind: 'lifecycle',
      cohort: '2026-01-05',
      phase: 'dormant',
    });
    expect(behind('lifecycle', weeks, 1, 1)).toMatchObject({ cohort: '2026-01-05', phase: 'active' });
    expect(behind('lifecycle', weeks, 1, 0)).toBeNull();
  });

  it('should open who is in a stage at the end, at a time, and who moved', () => {
    expect(behind('stages', stages, 0, 1)).toMatchObject({ kind: 'stages', stage: 'purchase', cohort: '2026-01-05' });
    expect(behind('stages', stages, 0, 2)).toBeNull();
    expect(behind('stages', moves, 0, 2)).toMatchObject({ kind: 'stages', stage: 'purchase', toStage: '' });
    const occupied = peopleOf('stages', { scope }, { of: 'point', from: '2026-01-05', column: 'noStage' });
    expect(occupied).toMatchObject({ stage: '', cohort: '2026-01-05' });
  });

  it('should open who was active in so many periods', () => {
    const regularity = {
      ...stages,
      key: 'regularity',
      columns: [column('activePeriods', 'number'), column('persons', 'number'), column('atLeast', 'share')],
      rows: [[3, 4, 0.5]],
    };
    expect(behind('stickiness', regularity, 0, 1)).toMatchObject({ kind: 'stickiness', period: 3, orMore: false });
    expect(behind('stickiness', regularity, 0, 2)).toMatchObject({ kind: 'stickiness', period: 3, orMore: true });
    expect(rowPart({ figures: [], tables: [regularity] }, regularity, 'activePeriods', '3', 0)).not.toHaveProperty(
      'lastDay',
    );
  });
});
