import { describe, expect, it } from 'vitest';
import { metQuery, verdictOf } from './effect.model';

describe('effect of a touchpoint', () => {
  it('should claim a difference only where its interval leaves zero out', () => {
    expect(verdictOf({ isGoal: false, difference: { value: 0.1, low: 0.02, high: 0.2 } })).toBe('more');
    expect(verdictOf({ isGoal: false, difference: { value: -0.1, low: -0.2, high: -0.01 } })).toBe('less');
    expect(verdictOf({ isGoal: false, difference: { value: 0.1, low: -0.02, high: 0.2 } })).toBe('unclear');
    expect(verdictOf({ isGoal: false })).toBe('alone');
    expect(verdictOf({ isGoal: true, difference: { value: 1, low: 0.9, high: 1 } })).toBe('goal');
  });

  it('should ask for those who met it in the period', () => {
    const met = metQuery({ event: 'A' }, { from: '2026-03-01', to: '2026-03-02', segment: 's' });
    expect(met.condition?.conditions?.map(({ type }) => type)).toEqual(['segment', 'event']);
    expect(metQuery({ event: 'A' }, { from: '2026-03-01', to: '2026-03-02' }).condition?.type).toBe('event');
  });
});
