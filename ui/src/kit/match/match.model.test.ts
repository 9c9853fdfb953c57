import { describe, expect, it } from 'vitest';
import { conditionWords, matchWords } from './match.model';

const t = (key: string, values?: Record<string, unknown>) =>
  key === 'match.where' ? `${values?.event} where ${values?.conditions}` : (key.split('.').at(-1) ?? key);

describe('match', () => {
  it('should say a match in words', () => {
    const where = [
      { property: 'total', operator: 'between' as const, values: [100, 200] },
      { property: 'plan', operator: 'equals' as const, value: 'pro' },
      { property: 'coupon', operator: 'exists' as const },
    ];
    expect(matchWords(t, { event: 'Paid' })).toBe('“Paid”');
    expect(matchWords(t, { event: 'Paid', where })).toBe(
      '“Paid” where total between 100 and 200 and plan equals “pro” and coupon exists',
    );
  });

  it('should name a single value beside an empty list', () => {
    const t = (key: string) => key;
    const where = { property: 'path', operator: 'startsWith' as const, value: '/blog/', values: [] };
    expect(conditionWords(t, where)).toBe('path condition.operator.startsWith “/blog/”');
  });
});
