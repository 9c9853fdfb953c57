import { describe, expect, it } from 'vitest';
import { initialCohorts, largestRate, ready, requestOf } from './cohorts.model';

const cell = (period: number, value: number) => ({
  period,
  started: 10,
  returned: 1,
  rate: { value, low: 0, high: 1 },
});
const row = (value: string, ...cells: ReturnType<typeof cell>[]) => ({ value, size: 10, cells });

describe('cohorts', () => {
  it('should ask for any event by leaving events out, and keep what they are grouped by', () => {
    const request = requestOf({ ...initialCohorts, start: { event: '' } });
    expect(request).not.toHaveProperty('start');
    expect(request.breakdown).toEqual({ kind: 'event', name: 'channel', limit: 20 });
  });

  it('should wait for a property', () => {
    expect(ready({ breakdown: { kind: 'event', name: ' ' } })).toBe(false);
    expect(ready(initialCohorts)).toBe(true);
  });

  it('should colour by the largest share after the start', () => {
    const result = { spans: [], total: row(''), rows: [row('a', cell(0, 1), cell(1, 0.3))], groups: 1 };
    expect(largestRate(result)).toBe(0.3);
    expect(largestRate({ ...result, rest: row('', cell(1, 0.4)) })).toBe(0.4);
  });
});
