import { describe, expect, it } from 'vitest';
import { createFormat } from '@/kit/format.model';
import { bucketLabel, figuresOf, intervalFor, splitComplete } from './overview.model';

const format = createFormat('en', 'Europe/Rome', 'EUR');
const rate = (value: number) => ({ value, low: value - 0.01, high: value + 0.01 });
const totals = {
  visitors: 200,
  sessions: 300,
  pageViews: 900,
  bounceRate: rate(0.4),
  engagedRate: rate(0.6),
  averageSessionSeconds: 95,
  conversions: 10,
  conversionRate: rate(0.05),
  revenue: 1250.5,
};
const point = (visitors: number, complete: boolean) => ({
  from: '2026-03-01',
  visitors,
  sessions: 0,
  pageViews: 0,
  conversions: 0,
  revenue: 0,
  complete,
});

describe('overview', () => {
  it('should call a higher bounce rate worse', () => {
    const before = { ...totals, bounceRate: rate(0.3) };
    const bounce = figuresOf(totals, before, format).find((figure) => figure.key === 'bounceRate');
    expect(bounce?.delta).toMatchObject({ direction: 'up', good: false });
  });

  it('should not judge without a comparison', () => {
    expect(figuresOf(totals, undefined, format).every((figure) => figure.delta === null)).toBe(true);
  });

  it('should join the open bucket to the last whole one', () => {
    const { whole, open } = splitComplete([point(1, true), point(2, true), point(3, false)], 'visitors');
    expect(whole).toEqual([1, 2, null]);
    expect(open).toEqual([null, 2, 3]);
    expect(splitComplete([point(1, true)], 'visitors').open).toEqual([null]);
    expect(splitComplete([point(1, false)], 'visitors')).toEqual({ whole: [null], open: [1] });
  });

  it('should choose buckets that stay readable', () => {
    expect([1, 7, 90, 365].map(intervalFor)).toEqual(['hour', 'day', 'day', 'week']);
    expect(bucketLabel('2026-03-01T14:00', format)).toBe('1 Mar 14:00');
    expect(bucketLabel('2026-03-01', format)).toBe('1 Mar');
  });
});
