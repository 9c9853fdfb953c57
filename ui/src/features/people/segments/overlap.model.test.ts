import { describe, expect, it } from 'vitest';
import { conditionOf, inSegment, shareOf, toggled } from './overlap.model';

describe('overlap', () => {
  it('should ask for the people of exactly one part', () => {
    const group = inSegment('a');
    const region = { group: false, segments: ['b'], persons: 3 };
    expect(conditionOf(region, group, ['b', 'c'])).toEqual({
      type: 'all',
      conditions: [{ type: 'not', condition: group }, inSegment('b'), { type: 'not', condition: inSegment('c') }],
    });
  });

  it('should keep two segments at most', () => {
    expect(toggled([], 'a')).toEqual(['a']);
    expect(toggled(['a', 'b'], 'c')).toEqual(['b', 'c']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(shareOf(1, 0)).toBe(0);
  });
});
