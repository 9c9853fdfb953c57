import { describe, expect, it } from 'vitest';
import type { MapContent } from '../model/map.model';
import { change, type Parts, segmentOf, stepBefore, withAllowed, withOpportunity } from './conformance.model';

const map: MapContent = {
  name: 'Shop',
  stages: [
    { id: 's1', name: 'One', hue: 'awareness' },
    { id: 's2', name: 'Two', hue: 'purchase' },
  ],
  lanes: [{ id: 't', kind: 'touchpoints' }],
  cards: [
    { id: 'pay', stage: 's2', lane: 't', title: 'Pays', binding: { event: 'P' }, failure: { event: 'F' } },
    { id: 'look', stage: 's1', lane: 't', title: 'Looks', touchpoint: 'look', step: 'mandatory' },
    { id: 'note', stage: 's1', lane: 't', title: 'A note' },
  ],
  emotions: [],
};
const touchpoints = [
  { id: 'look', binding: { event: 'L' } },
  { id: 'coupon', binding: { event: 'X' } },
];
const did = (event: string) => ({ type: 'event', match: { event }, comparison: 'atLeast', count: 1 });

describe('people of a deviation as a segment', () => {
  it('should be those who came before a card and never by it', () => {
    expect(stepBefore(map, touchpoints, 'pay')?.card.id).toBe('look');
    expect(segmentOf({ id: 'missing:pay', kind: 'missing', card: 'pay' }, map, touchpoints)).toEqual({
      type: 'all',
      conditions: [did('L'), { type: 'not', condition: did('P') }],
    });
  });

  it('should know the touchpoint that the map lacks, and the failure of a card', () => {
    expect(segmentOf({ id: 'ad_hoc:coupon', kind: 'adHoc' }, map, touchpoints)).toEqual(did('X'));
    expect(segmentOf({ id: 'failed:pay', kind: 'failed', card: 'pay' }, map, touchpoints)).toEqual(did('F'));
    expect(segmentOf({ id: 'ad_hoc:gone', kind: 'adHoc' }, map, touchpoints)).toBeNull();
  });

  it('should be a sequence the wrong way round', () => {
    expect(segmentOf({ id: 'out_of_order:pay', kind: 'outOfOrder', card: 'pay' }, map, touchpoints)).toEqual({
      type: 'sequence',
      matches: [{ event: 'P' }, { event: 'L' }],
      within: 'P90D',
    });
  });
});

describe('allow-list', () => {
  it('should hold a deviation once and let it go again, keeping the other rules', () => {
    const rules = { endsAtGoal: true, allowed: [{ deviation: 'a', reason: 'why' }] };
    const allowed = withAllowed(withAllowed({ ...map, rules }, 'b', true), 'b', true);
    expect(allowed.rules).toEqual({ ...rules, allowed: [...rules.allowed, { deviation: 'b' }] });
    expect(withAllowed(allowed, 'b', false).rules).toEqual(rules);
  });
});

describe('opportunity out of a deviation', () => {
  it('should stand in the stage of its card, in a lane that is made where there is none', () => {
    const first = withOpportunity(map, { card: 'pay' }, 'They skip “Pays”');
    const second = withOpportunity(first, {}, 'Coupons');
    const lane = first.lanes.find(({ kind }) => kind === 'opportunities')?.id;
    expect(first.cards.at(-1)).toMatchObject({ stage: 's2', lane, title: 'They skip “Pays”' });
    expect(second.lanes).toEqual(first.lanes);
    expect(second.cards.at(-1)).toMatchObject({ stage: 's1', lane, title: 'Coupons', opportunity: { status: 'idea' } });
  });
});

describe('change of a trend', () => {
  it('should compare complete periods with cases only', () => {
    const point = (start: string, complete: boolean, cases: number, value: number) => ({
      start,
      complete,
      figures: {
        cases,
        fitness: 1,
        conformanceRate: { value, low: 0, high: 1 },
        conversion: { value: 0, low: 0, high: 1 },
      },
    });
    const parts: Parts = {
      unit: 'week',
      personas: [],
      channels: [],
      trend: [
        point('2026-03-02', false, 9, 0.9),
        point('2026-03-09', true, 5, 0.5),
        point('2026-03-16', true, 0, 1),
        point('2026-03-23', true, 5, 0.3),
      ],
    };
    expect(change(parts)).toEqual({ from: 0.5, to: 0.3 });
    expect(change({ ...parts, trend: parts.trend.slice(0, 2) })).toBeNull();
  });
});
