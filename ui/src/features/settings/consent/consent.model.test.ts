import { describe, expect, it } from 'vitest';
import { lastDays, rate, weekOf, weeksOf } from './consent.model';

describe('consent', () => {
  it('should know no rate where nobody was asked', () => {
    expect(rate(undefined)).toBeNull();
    expect(rate({ granted: 0, refused: 0 })).toBeNull();
    expect(rate({ granted: 3, refused: 1 })).toBe(0.75);
  });

  it('should begin weeks on Monday', () => {
    expect(weekOf('2026-03-01')).toBe('2026-02-23');
    expect(weekOf('2026-03-02')).toBe('2026-03-02');
  });

  it('should add up the days of a week by purpose', () => {
    const weeks = weeksOf([
      { day: '2026-03-09', purpose: 'analytics', granted: 1, refused: 0 },
      { day: '2026-03-02', purpose: 'analytics', granted: 1, refused: 2 },
      { day: '2026-03-08', purpose: 'analytics', granted: 2, refused: 1 },
      { day: '2026-03-08', purpose: 'profiling', granted: 0, refused: 4 },
    ]);
    expect(weeks).toEqual([
      { week: '2026-03-02', rates: { analytics: 0.5, profiling: 0, advertising: null }, answers: 6 },
      { week: '2026-03-09', rates: { analytics: 1, profiling: null, advertising: null }, answers: 1 },
    ]);
  });

  it('should count days in the workspace’s zone', () => {
    const now = Date.parse('2026-03-01T23:30:00Z');
    expect(lastDays(2, 'Europe/Rome', now)).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  });
});
