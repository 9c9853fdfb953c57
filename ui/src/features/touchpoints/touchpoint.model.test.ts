import { describe, expect, it } from 'vitest';
import { lacksOf, sorted, type Touchpoint, tidy } from './touchpoint.model';

const touchpoint = (name: string, more: Partial<Touchpoint> = {}): Touchpoint => ({
  id: name,
  name,
  channel: 'store',
  direct: true,
  online: false,
  ...more,
});

describe('touchpoint', () => {
  it('should say what is missing', () => {
    expect(lacksOf(touchpoint('a'))).toEqual(['kpi', 'binding']);
    expect(lacksOf(touchpoint('a', { kpi: ' ', binding: { event: 'X' }, occurrences: 3 }))).toEqual(['kpi']);
    expect(lacksOf(touchpoint('a', { kpi: 'NPS', binding: { event: 'X' }, occurrences: 0 }))).toEqual(['unseen']);
  });

  it('should sort names by the alphabet and figures downwards, unknown last', () => {
    const list = [
      touchpoint('Zeta', { persons: 5, importanceToCustomer: 5 }),
      touchpoint('alfa'),
      touchpoint('Beta', { persons: 9, importanceToCompany: 2 }),
    ];
    expect(sorted(list, 'name', 'it').map(({ name }) => name)).toEqual(['alfa', 'Beta', 'Zeta']);
    expect(sorted(list, 'persons', 'it').map(({ name }) => name)).toEqual(['Beta', 'Zeta', 'alfa']);
    expect(sorted(list, 'importance', 'it').map(({ name }) => name)).toEqual(['Zeta', 'Beta', 'alfa']);
  });

  it('should leave out what was emptied but keep "no"', () => {
    expect(tidy(touchpoint(' A', { owner: '' }))).toEqual({
      id: 'A',
      name: 'A',
      channel: 'store',
      direct: true,
      online: false,
    });
  });
});
