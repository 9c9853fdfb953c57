import { describe, expect, it } from 'vitest';
import { comparisonRange, dayIn, daysOf, readFilterSearch, resolveFilter } from './filter.model';

describe('filter', () => {
  it('should drop what it does not know', () => {
    expect(readFilterSearch({ period: 'century', compare: 'mars', segment: '', extra: 1 })).toEqual({});
    expect(readFilterSearch({ period: 'custom', from: '2026-02-30x', to: '2026-01-01' })).toEqual({});
  });

  it('should order the days of a custom period', () => {
    const read = readFilterSearch({ period: 'custom', from: '2026-03-09', to: '2026-03-01' });
    expect(read).toEqual({ period: 'custom', from: '2026-03-01', to: '2026-03-09' });
  });

  it('should count both ends of a period', () => {
    for (const [period, days] of [
      ['today', 1],
      ['7d', 7],
      ['28d', 28],
      ['90d', 90],
      ['12m', 365],
    ] as const) {
      expect(daysOf(resolveFilter({ period }, '2026-05-31'))).toBe(days);
    }
  });

  it('should compare with as many days just before', () => {
    const filter = resolveFilter({ period: '7d', compare: 'previous' }, '2026-03-10');
    expect(comparisonRange(filter)).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  });

  it('should compare leap days with the last day of February', () => {
    const filter = resolveFilter(
      { period: 'custom', from: '2028-02-29', to: '2028-02-29', compare: 'year' },
      '2028-06-01',
    );
    expect(comparisonRange(filter)).toEqual({ from: '2027-02-28', to: '2027-02-28' });
  });

  it('should take the day from the zone of the workspace', () => {
    const now = new Date('2026-03-28T23:30:00Z');
    expect(dayIn('Europe/Rome', now)).toBe('2026-03-29');
    expect(dayIn('America/New_York', now)).toBe('2026-03-28');
  });
});
