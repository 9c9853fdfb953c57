import { describe, expect, it } from 'vitest';
import { quickRatio, reached, requestOf, signed } from './activity.model';

const point = {
  from: '2026-03-02',
  active: 6,
  newcomers: 3,
  returning: 2,
  resurrecting: 1,
  dormant: 4,
  complete: true,
};

describe('activity', () => {
  it('should ask for any event by leaving the event out', () => {
    expect(requestOf({ interval: 'day', match: { event: '' } })).toEqual({ interval: 'day' });
    expect(requestOf({ interval: 'day', match: { event: 'Order' } }).match).toEqual({ event: 'Order' });
  });

  it('should draw those who left below zero', () => {
    expect(signed(point, 'dormant')).toBe(-4);
    expect(signed(point, 'returning')).toBe(2);
  });

  it('should weigh gains against losses', () => {
    const { from: _from, complete: _complete, ...average } = point;
    expect(quickRatio({ ...average, periods: 1 })).toBe(1);
    expect(quickRatio({ ...average, periods: 1, dormant: 0 })).toBeNull();
  });

  it('should end at the last bar that anybody reached', () => {
    const bar = (periods: number, persons: number) => ({ periods, persons, share: 0, atLeast: 0 });
    const regularity = { periods: 4, persons: 3, mean: 1, bars: [bar(1, 2), bar(2, 0), bar(3, 1), bar(4, 0)] };
    expect(reached(regularity).bars.map((one) => one.periods)).toEqual([1, 2, 3]);
    expect(reached({ ...regularity, bars: [bar(1, 0), bar(2, 0)] }).bars).toHaveLength(1);
  });
});
