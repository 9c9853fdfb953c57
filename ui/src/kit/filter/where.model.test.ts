import { describe, expect, it } from 'vitest';
import { complete, readWhere, saidOf } from './where.model';

describe('event filter', () => {
  it('should read back what it wrote and drop what it does not know', () => {
    const where = [
      { property: 'channel', operator: 'equals', value: 'email' },
      { property: 'price', operator: 'between', values: [1, 5] },
      { property: 'coupon', operator: 'exists' },
    ];
    expect(readWhere(where)).toEqual(where);
    expect(readWhere([{ property: 'channel', operator: 'like', value: 'x' }, 'no', null, { property: 1 }])).toEqual([]);
    expect(readWhere('channel')).toEqual([]);
  });

  it('should leave unfinished rows out', () => {
    expect(complete({ property: 'channel', operator: 'equals', value: '' })).toBe(false);
    expect(complete({ property: ' ', operator: 'exists' })).toBe(false);
    expect(complete({ property: 'price', operator: 'between', values: [1, ''] })).toBe(false);
    expect(complete({ property: 'price', operator: 'atLeast', value: 0 })).toBe(true);
  });

  it('should say a condition in words', () => {
    const t = (key: string) => (key === 'condition.operator.equals' ? 'is' : key);
    expect(saidOf({ property: 'channel', operator: 'equals', value: 'email' }, t)).toBe('channel is email');
  });
});
