import { describe, expect, it } from 'vitest';
import { conditionComplete, matchWords, operatorsFor, readScalar, readScalars, withOperator } from './match.model';

const t = (key: string, values?: Record<string, unknown>) =>
  key === 'match.where' ? `${values?.event} where ${values?.conditions}` : (key.split('.').at(-1) ?? key);

describe('match', () => {
  it('should read numbers, also with a comma, only where numbers are meant', () => {
    expect(readScalar('12,5', 'number')).toBe(12.5);
    expect(readScalar('abc', 'number')).toBe('abc');
    expect(readScalar('007', 'text')).toBe('007');
    expect(readScalar('true', 'boolean')).toBe(true);
    expect(readScalars('red; blue ;', 'text')).toEqual(['red', 'blue']);
  });

  it('should keep the value when the operator changes', () => {
    const condition = { property: 'total', operator: 'atLeast' as const, value: 10 };
    expect(withOperator(condition, 'between')).toEqual({ property: 'total', operator: 'between', values: [10, ''] });
    expect(withOperator(withOperator(condition, 'between'), 'less')).toEqual({
      property: 'total',
      operator: 'less',
      value: 10,
    });
    expect(withOperator(condition, 'exists')).toEqual({ property: 'total', operator: 'exists' });
  });

  it('should know when a condition says enough', () => {
    expect(conditionComplete({ property: 'a', operator: 'exists' })).toBe(true);
    expect(conditionComplete({ property: '', operator: 'exists' })).toBe(false);
    expect(conditionComplete({ property: 'a', operator: 'equals', value: '' })).toBe(false);
    expect(conditionComplete({ property: 'a', operator: 'equals', value: 0 })).toBe(true);
    expect(conditionComplete({ property: 'a', operator: 'between', values: [1, ''] })).toBe(false);
  });

  it('should say a match in words', () => {
    const where = [
      { property: 'total', operator: 'atLeast' as const, value: 100 },
      { property: 'plan', operator: 'equals' as const, value: 'pro' },
    ];
    expect(matchWords(t, { event: 'Paid' })).toBe('“Paid”');
    expect(matchWords(t, { event: 'Paid', where })).toBe('“Paid” where total atLeast 100 and plan equals “pro”');
  });

  it('should offer no comparison of sizes for text', () => {
    expect(operatorsFor('text')).not.toContain('greater');
    expect(operatorsFor('number')).toContain('between');
  });
});
