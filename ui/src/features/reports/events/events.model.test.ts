import { describe, expect, it } from 'vitest';
import { bucketsOf, ready, requestOf, valuesOn } from './events.model';

describe('events report', () => {
  it('should need a property only to add up', () => {
    const match = { event: 'Order Completed' };
    expect(ready({ match, measure: 'count' })).toBe(true);
    expect(ready({ match, measure: 'sum' })).toBe(false);
    expect(ready({ match, measure: 'sum', property: 'revenue' })).toBe(true);
    expect(ready({ match: { event: '' }, measure: 'count' })).toBe(false);
    expect(requestOf({ match, measure: 'count', property: 'revenue', breakdown: '' })).toEqual({
      match,
      measure: 'count',
    });
  });

  it('should line series up by bucket', () => {
    const a = { value: 'a', total: 3, points: [{ from: '2026-03-02', value: 3 }] };
    const b = { value: 'b', total: 1, points: [{ from: '2026-03-01', value: 1 }] };
    const buckets = bucketsOf([a, b]);
    expect(buckets).toEqual(['2026-03-01', '2026-03-02']);
    expect(valuesOn(a, buckets)).toEqual([null, 3]);
  });
});
