import { describe, expect, it } from 'vitest';
import { isSure, type Pair, ready, resorted, sorted, suggestTogether } from './together.model';

const rate = { value: 0.1, low: 0.05, high: 0.2 };
const pair = (one: string, lift: number, persons: number): Pair => ({
  one,
  other: 'x',
  persons,
  support: { ...rate, value: persons / 100 },
  ofOne: rate,
  ofOther: rate,
  lift,
  liftLow: lift / 2,
  liftHigh: lift * 2,
  logLikelihood: lift * persons,
});
const event = (name: string, ...properties: string[]) => ({
  name,
  count: 1,
  persons: 1,
  properties: properties.map((property) => ({ name: property, kind: 'text' as const, values: [] })),
});

describe('together', () => {
  it('should begin with the articles of orders', () => {
    const events = [event('Page Viewed', 'path'), event('Order Completed', 'coupon', 'category', 'sku')] as never;
    expect(suggestTogether(events, 'Order Completed').property).toBe('sku');
    expect(suggestTogether(events, 'Page Viewed').property).toBe('path');
    expect(ready(suggestTogether([], 'Order Completed'))).toBe(false);
  });

  it('should order pairs, and turn the order around', () => {
    const pairs = [pair('a', 2, 30), pair('b', 5, 3)];
    const byLift = resorted({ key: 'logLikelihood', ascending: false }, 'lift');
    expect(sorted(pairs, byLift).map((p) => p.one)).toEqual(['b', 'a']);
    expect(sorted(pairs, resorted(byLift, 'lift')).map((p) => p.one)).toEqual(['a', 'b']);
    expect(sorted(pairs, { key: 'support', ascending: false }).map((p) => p.one)).toEqual(['a', 'b']);
  });

  it('should be sure only when the whole interval is above chance', () => {
    expect(isSure(pair('a', 3, 10))).toBe(true);
    expect(isSure(pair('a', 1.5, 10))).toBe(false);
  });
});
