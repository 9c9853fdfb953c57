import { describe, expect, it } from 'vitest';
import { type Cell, gapOf, peopleAt, strengthOf } from './matrix.model';

const cell: Cell = {
  touchpoint: 't',
  persons: 10,
  share: 0.25,
  times: 2,
  conversion: { value: 0.4, low: 0.2, high: 0.6 },
};

describe('matrix', () => {
  it('should colour a cell by what is looked at, and not at all where nothing is known', () => {
    expect(strengthOf(cell, 'frequency')).toBe(0.25);
    expect(strengthOf(cell, 'conversion')).toBe(0.4);
    expect(strengthOf({ ...cell, persons: 0 }, 'conversion')).toBeNull();
    expect(strengthOf(cell, 'satisfaction')).toBeNull();
    expect(strengthOf({ ...cell, satisfaction: 2 }, 'satisfaction')).toBe(1);
  });

  it('should tell where people feel otherwise than their map wants', () => {
    expect(gapOf({ ...cell, designed: 1, satisfaction: -0.5 })).toBe('worse');
    expect(gapOf({ ...cell, designed: -1, satisfaction: 0.5 })).toBe('better');
    expect(gapOf({ ...cell, designed: 1, satisfaction: 0.75 })).toBeNull();
    expect(gapOf({ ...cell, designed: 1 })).toBeNull();
  });

  it('should ask for the people of the persona, the filter and the touchpoint', () => {
    const scope = { from: '2026-03-01', to: '2026-03-31', segment: 'f' };
    expect(peopleAt('s', { event: 'Guide' }, scope).condition).toEqual({
      type: 'all',
      conditions: [
        { type: 'segment', segment: 's' },
        { type: 'segment', segment: 'f' },
        {
          type: 'event',
          match: { event: 'Guide' },
          comparison: 'atLeast',
          count: 1,
          from: '2026-03-01',
          to: '2026-03-31',
        },
      ],
    });
  });
});
