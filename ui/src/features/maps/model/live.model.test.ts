import { describe, expect, it } from 'vitest';
import { type Deviation, effectOf, headlines, transitionShares } from './live.model';

const deviation = (id: string, share: number, difference?: [number, number, number]): Deviation => ({
  id,
  kind: 'missing',
  label: id,
  cases: 10,
  share,
  persons: 10,
  ...(difference ? { difference: { low: difference[0], value: difference[1], high: difference[2] } } : {}),
});

describe('live', () => {
  it('should call only an interval on one side of zero a difference', () => {
    expect(effectOf(deviation('a', 0.4, [-0.2, -0.12, -0.04]))).toEqual({ kind: 'less', points: 12 });
    expect(effectOf(deviation('a', 0.4, [0.01, 0.05, 0.1])).kind).toBe('more');
    expect(effectOf(deviation('a', 0.4, [-0.1, 0.05, 0.1]))).toEqual({ kind: 'unclear' });
    expect(effectOf(deviation('a', 0.4))).toEqual({ kind: 'unknown' });
  });

  it('should tell the biggest deviations first', () => {
    const list = [deviation('small', 0.1), deviation('costly', 0.35, [-0.9, -0.8, -0.7]), deviation('big', 0.4)];
    expect(headlines(list, 2).map(({ id }) => id)).toEqual(['costly', 'big']);
  });

  it('should not headline what follows from the goal itself', () => {
    const rate = (value: number) => ({ value, low: value, high: value });
    const order = {
      ...deviation('order', 0.9, [-1, -1, -0.99]),
      conversionWith: rate(0),
      conversionWithout: rate(1),
    };
    expect(headlines([order, deviation('reviews', 0.3)], 1).map(({ id }) => id)).toEqual(['reviews']);
    expect(headlines([order]).map(({ id }) => id)).toEqual(['order']);
  });

  it('should split the people of a stage without loss', () => {
    const shares = transitionShares({ from: 'a', to: 'b', on: 60, skipped: 5, returned: 10, left: 30 });
    expect(shares.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1);
    expect(shares.map(({ share }) => share)).toEqual([60 / 90, 5 / 90, 10 / 90, 30 / 90]);
    expect(transitionShares({ from: 'a', to: 'b', on: 0, skipped: 0, returned: 0, left: 0 })).toEqual([]);
  });
});
