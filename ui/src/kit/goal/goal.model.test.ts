import { describe, expect, it } from 'vitest';
import { type GoalContent, type GoalProgress, peopleBehind, scopeOf, wayOf } from './goal.model';

const goal: GoalContent = {
  name: 'Orders',
  report: { kind: 'overview', request: {} },
  figure: 'conversions',
  measure: 'total',
  target: 40,
  from: '2026-03-01',
  until: '2026-03-20',
};
const progress: GoalProgress = {
  state: 'behind',
  format: 'number',
  start: 0,
  actual: 10,
  expected: 20,
  readings: [
    { day: '2026-03-01', value: 1 },
    { day: '2026-03-10', value: 10 },
  ],
  problem: '',
};

describe('goal', () => {
  it('should tell how much of the way is walked', () => {
    expect(wayOf(goal, progress)).toEqual({ walked: 0.25, expected: 0.5 });
    expect(wayOf({ ...goal, target: 0.3 }, { ...progress, start: 0.5, actual: 0.45, expected: 0.4 })).toEqual({
      walked: expect.closeTo(0.25),
      expected: expect.closeTo(0.5),
    });
  });

  it('should stay within the way, whatever the figures', () => {
    expect(wayOf(goal, { ...progress, actual: -3, expected: 99 })).toEqual({ walked: 0, expected: 1 });
    const { actual: _, ...unmeasured } = progress;
    expect(wayOf(goal, unmeasured)).toBeNull();
  });

  it('should hold a level that was there from the start against its target', () => {
    const level: GoalContent = { ...goal, measure: 'level', target: 4 };
    const there = { ...progress, start: 5, expected: 4 };
    expect(wayOf(level, { ...there, actual: 6 })).toEqual({ walked: 1, expected: 1 });
    expect(wayOf(level, { ...there, actual: 3 })).toEqual({ walked: 0.75, expected: 1 });
    expect(wayOf({ ...level, direction: 'atMost' }, { ...there, start: 2, actual: 5 })).toEqual({
      walked: 0.8,
      expected: 1,
    });
  });

  it('should look at the days that the newest reading is about', () => {
    expect(scopeOf(goal, progress)).toEqual({ from: '2026-03-01', to: '2026-03-10', compare: 'none' });
    expect(scopeOf({ ...goal, measure: 'level', segment: 's' }, progress)).toEqual({
      from: '2026-02-11',
      to: '2026-03-10',
      compare: 'none',
      segment: 's',
    });
    expect(scopeOf(goal, { ...progress, readings: [] })).toBeNull();
  });

  it('should find the people behind a figure that counts people', () => {
    expect(peopleBehind(goal, progress)).toMatchObject({ kind: 'overview', dimension: 'converting' });
    expect(peopleBehind({ ...goal, figure: 'bounceRate' }, progress)).toBeNull();
  });
});
