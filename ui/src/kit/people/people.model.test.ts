import { describe, expect, it } from 'vitest';
import { conditionOf, initials } from './people.model';

describe('people', () => {
  it('should make initials of names, addresses and ids', () => {
    expect(initials('Maria Teresa Rossi')).toBe('MR');
    expect(initials('g.verdi@example.org')).toBe('GV');
    expect(initials('a91c')).toBe('A');
    expect(initials('')).toBe('?');
  });

  it('should only name a condition that is exact', () => {
    expect(conditionOf({ kind: 'stage', stage: 'purchase' })).toEqual({ type: 'stage', stage: 'purchase' });
    expect(conditionOf({ kind: 'funnel', step: 2, outcome: 'lost' })).toBeNull();
  });
});
