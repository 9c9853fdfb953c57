import { describe, expect, it } from 'vitest';
import {
  complete,
  conditionTypes,
  newCondition,
  type PropertyCondition,
  scalar,
  withOperator,
} from './condition.model';

describe('condition', () => {
  it('should start every kind with its own fields and nothing filled in', () => {
    for (const type of conditionTypes) expect(newCondition(type).type).toBe(type);
    expect(complete(newCondition('event'))).toBe(false);
    expect(complete(newCondition('sessions'))).toBe(true);
  });

  it('should be complete only when every part is', () => {
    const done = { type: 'event', match: { event: 'Order Completed' }, comparison: 'atLeast', count: 1 } as const;
    expect(complete({ type: 'all', conditions: [done] })).toBe(true);
    expect(complete({ type: 'all', conditions: [done, newCondition('trait')] })).toBe(false);
    expect(complete({ type: 'any', conditions: [] })).toBe(false);
    expect(complete({ type: 'not', condition: done })).toBe(true);
  });

  it('should keep the value while the operator changes and drop what is not used', () => {
    const row: PropertyCondition = { property: 'value', operator: 'equals', value: 10 };
    expect(withOperator(row, 'between')).toEqual({ property: 'value', operator: 'between', values: [10, 10] });
    expect(withOperator(row, 'in')).toEqual({ property: 'value', operator: 'in', values: [10] });
    expect(withOperator(row, 'exists')).toEqual({ property: 'value', operator: 'exists' });
    expect(withOperator(withOperator(row, 'between'), 'less')).toEqual({
      property: 'value',
      operator: 'less',
      value: 10,
    });
  });

  it('should not turn codes into numbers', () => {
    expect(scalar('12.5')).toBe(12.5);
    expect(scalar('-3')).toBe(-3);
    expect(scalar('007')).toBe('007');
    expect(scalar('+39')).toBe('+39');
    expect(scalar('true')).toBe(true);
    expect(scalar('1e3')).toBe('1e3');
  });
});
