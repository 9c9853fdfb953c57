import { describe, expect, it } from 'vitest';
import { linesOf, openBuckets, rowsOf } from './acquisition.model';

const rate = { value: 0, low: 0, high: 1 };
const figures = {
  visitors: 1,
  sessions: 2,
  engagedRate: rate,
  bounceRate: rate,
  conversions: 0,
  conversionRate: rate,
  revenue: 0,
};
const series = [
  {
    value: 'direct',
    points: [
      { from: '2026-03-01', visitors: 1, sessions: 2, conversions: 0, revenue: 0, complete: true },
      { from: '2026-03-02', visitors: 1, sessions: 3, conversions: 1, revenue: 9, complete: false },
    ],
  },
];

describe('acquisition', () => {
  it('should draw the chosen figure of each group', () => {
    expect(linesOf(series, 'sessions')[0]?.points.map((point) => point.value)).toEqual([2, 3]);
    expect(linesOf(series, 'revenue')[0]?.points.map((point) => point.value)).toEqual([0, 9]);
  });

  it('should know which buckets still grow', () => {
    expect([...openBuckets(series)]).toEqual(['2026-03-02']);
  });

  it('should put the rest at the end, without a name', () => {
    const result = { total: figures, rows: [{ value: '', figures }], groups: 9, series: [] };
    expect(rowsOf({ ...result, rest: figures }).map((row) => row.value)).toEqual(['', null]);
    expect(rowsOf(result)).toHaveLength(1);
  });
});
