import { describe, expect, it } from 'vitest';
import { meant, newAlert, typed, windowsOf, withRule } from './alert.model';

describe('alert', () => {
  const alert = newAlert({ kind: 'overview', request: {} }, 'it');

  it('should keep only what the rule can look at', () => {
    const threshold = { ...withRule(alert, 'threshold'), window: 'today' as const };
    expect(threshold.rule).toEqual({ kind: 'threshold', direction: 'down', value: 0 });
    expect(withRule(threshold, 'change')).toMatchObject({ window: 'day', rule: { kind: 'change', value: 0.2 } });
    expect(withRule({ ...threshold, window: 'week' }, 'change').window).toBe('week');
    expect(withRule({ ...threshold, window: 'week' }, 'anomaly')).toMatchObject({
      window: 'day',
      rule: { kind: 'anomaly', direction: 'either' },
    });
    expect(windowsOf('anomaly')).toEqual(['day']);
  });

  it('should type shares as percents and mean shares', () => {
    for (const share of [0.2, 0.125, 0.0333, 1.1]) expect(meant(typed(share, true), true)).toBeCloseTo(share, 10);
    expect(typed(0.07, true)).toBe(7);
    expect(meant(typed(12.5, false), false)).toBe(12.5);
  });
});
