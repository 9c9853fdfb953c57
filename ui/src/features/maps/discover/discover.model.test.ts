import { describe, expect, it } from 'vitest';
import { byStage, type Candidate, type Discovered, mapOf } from './discover.model';

const candidate = (stage: number, title: string, more: Partial<Candidate> = {}): Candidate => ({
  stage,
  title,
  match: { event: title },
  persons: 10,
  share: 0.5,
  goalShare: 0.5,
  step: 'optional',
  goal: false,
  mainPath: true,
  ...more,
});
const discovered: Discovered = {
  persons: 20,
  cases: 20,
  goalCases: 5,
  goal: 'Order',
  gapDays: 60,
  stages: ['consideration', 'purchase'],
  candidates: [
    candidate(0, 'Reviews', { touchpoint: 't1' }),
    candidate(0, 'Rare'),
    candidate(1, 'Order', { goal: true, step: 'mandatory' }),
  ],
  variants: [],
};

describe('map from real journeys', () => {
  it('should hold what was taken over, bound and in its stage', () => {
    const map = mapOf(discovered, new Set([1]), 'Drawn', (key) => key);
    expect(map.stages.map(({ name, hue }) => [name, hue])).toEqual([
      ['maps.stage.consideration', 'consideration'],
      ['maps.stage.purchase', 'purchase'],
    ]);
    expect(map.cards.map(({ title, touchpoint, binding, step }) => ({ title, touchpoint, binding, step }))).toEqual([
      { title: 'Reviews', touchpoint: 't1', binding: undefined, step: 'optional' },
      { title: 'Order', touchpoint: undefined, binding: { event: 'Order' }, step: 'mandatory' },
    ]);
    expect(map.cards[1]?.stage).toBe(map.stages[1]?.id);
    expect(map.lanes.find(({ id }) => id === map.cards[0]?.lane)?.kind).toBe('touchpoints');
    expect(map.goal).toEqual({ event: 'Order' });
  });

  it('should list candidates by stage with their places', () => {
    expect(byStage(discovered).map((rows) => rows.map(({ place }) => place))).toEqual([[0, 1], [2]]);
  });
});
