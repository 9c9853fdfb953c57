import { describe, expect, it } from 'vitest';
import { heat } from '@/kit/chart/heat.model';
import { columnsOf, initialRetention, largestRate, requestOf } from './retention.model';

const cell = (period: number, rate: number) => ({ period, count: 1, rate, complete: true });
const result = {
  spans: [],
  cohorts: [
    { from: '2026-03-02', size: 10, cells: [cell(0, 1), cell(1, 0.4), cell(2, 0.2)] },
    { from: '2026-03-09', size: 10, cells: [cell(0, 1), cell(1, 0.3)] },
  ],
  average: [1, 0.35, 0.2],
};

describe('retention', () => {
  it('should measure the colour against the best return, not against the start', () => {
    expect(largestRate(result)).toBe(0.4);
    expect(heat(0.4, 0.4)).toBe(0.5);
    expect(heat(1, 0.4)).toBe(0.5);
    expect(heat(0.2, 0.4)).toBe(0.25);
    expect(heat(0.2, 0)).toBe(0);
  });

  it('should have a column for every period that any cohort reached', () => {
    expect(columnsOf(result)).toEqual([0, 1, 2]);
    expect(columnsOf({ spans: [], cohorts: [], average: [] })).toEqual([0]);
  });

  it('should leave out blank events', () => {
    expect(requestOf({ ...initialRetention, start: { event: '' } })).not.toHaveProperty('start');
  });
});
