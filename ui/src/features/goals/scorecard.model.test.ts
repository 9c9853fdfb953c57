import { describe, expect, it } from 'vitest';
import type { Goal, GoalState } from '@/kit/goal/goal.model';
import { type MeasuredGoal, scorecardsOf } from './scorecard.model';

const goal = (name: string, owner: string, state?: GoalState): MeasuredGoal => ({
  goal: { id: name, name, owner } as Goal,
  progress: state && { state, format: 'number', readings: [], problem: '' },
});
const map = (id: string, owner?: string) =>
  ({ id, name: id, status: 'draft', stale: false, openThreads: 0, owner }) as const;

describe('scorecards', () => {
  it('should put what one person answers for on one card, however the name is written', () => {
    const cards = scorecardsOf(
      [goal('a', 'Ada', 'onTrack'), goal('b', ' ada ', 'behind'), goal('c', 'Vera')],
      [map('m1', 'ADA'), map('m2')],
      [
        { id: 't', name: 'Store', channel: 'store', direct: true, online: false, owner: 'Vera', kpi: 'NPS' },
        {
          id: 'u',
          name: 'Shop',
          channel: 'direct',
          direct: true,
          online: true,
          owner: 'Vera',
          kpi: 'NPS',
          binding: { event: 'X' },
        },
      ],
    );
    expect(cards.map(({ owner }) => owner)).toEqual(['Ada', 'Vera', '']);
    expect(cards[0]).toMatchObject({ good: 1, goals: [{}, {}] });
    expect(cards[0]?.maps.map(({ id }) => id)).toEqual(['m1']);
    expect(cards[1]).toMatchObject({ good: 0, touchpoints: 2, unmeasured: 1 });
    expect(cards[2]?.maps).toHaveLength(1);
  });

  it('should put the owner with most trouble first', () => {
    const cards = scorecardsOf(
      [goal('a', 'Ada', 'reached'), goal('b', 'Zoe', 'missed'), goal('c', '', 'behind')],
      [],
      [],
    );
    expect(cards.map(({ owner }) => owner)).toEqual(['Zoe', 'Ada', '']);
  });
});
