import { describe, expect, it } from 'vitest';
import { initials, segmentOf } from './people.model';

const funnel = {
  scope: { from: '2026-03-01', to: '2026-03-31' },
  steps: [{ any: [{ event: 'Cart' }] }, { any: [{ event: 'Checkout' }] }, { any: [{ event: 'Order' }] }],
  window: 'P2D',
};

describe('people', () => {
  it('should make initials of names, addresses and ids', () => {
    expect(initials('Maria Teresa Rossi')).toBe('MR');
    expect(initials('g.verdi@example.org')).toBe('GV');
    expect(initials('a91c')).toBe('A');
    expect(initials('')).toBe('?');
  });

  it('should propose the exact segment where one exists', () => {
    expect(segmentOf({ kind: 'stage', stage: 'purchase' })).toEqual({
      condition: { type: 'stage', stage: 'purchase' },
      exact: true,
    });
  });

  it('should propose who did the steps and not the next one for those lost', () => {
    const proposal = segmentOf({ kind: 'funnel', funnel, step: 2, outcome: 'lost' });
    expect(proposal).toEqual({
      exact: false,
      condition: {
        type: 'all',
        conditions: [
          { type: 'sequence', matches: [{ event: 'Cart' }, { event: 'Checkout' }], within: 'P2D' },
          {
            type: 'not',
            condition: {
              type: 'sequence',
              matches: [{ event: 'Cart' }, { event: 'Checkout' }, { event: 'Order' }],
              within: 'P2D',
            },
          },
        ],
      },
    });
    const first = segmentOf({ kind: 'funnel', funnel, step: 1, outcome: 'converted' });
    expect(first?.condition).toEqual({ type: 'event', match: { event: 'Cart' }, comparison: 'atLeast', count: 1 });
  });

  it('should propose nothing that would mislead', () => {
    expect(segmentOf({ kind: 'funnel', funnel: { ...funnel, order: 'any' }, step: 2, outcome: 'lost' })).toBeNull();
    expect(segmentOf({ kind: 'funnel', funnel, step: 3, outcome: 'lost' })).toBeNull();
    expect(segmentOf({ kind: 'funnel', funnel, step: 2, outcome: 'converted', value: 'email' })).toBeNull();
    expect(segmentOf({ kind: 'retention' })).toBeNull();
  });
});
