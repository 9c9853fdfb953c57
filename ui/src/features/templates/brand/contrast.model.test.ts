import { describe, expect, it } from 'vitest';
import { contrast, enough, readableOn } from './contrast.model';

describe('contrast', () => {
  it('should agree with published figures', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrast('#ffffff', '#767676') ?? 0).toBeGreaterThan(enough);
    expect(contrast('#0000ff', '#ffffff')).toBeCloseTo(8.592, 3);
    expect(contrast('blue', '#ffffff')).toBeNull();
  });

  it('should choose the words that are read better', () => {
    expect(readableOn('#0f766e')).toBe('#ffffff');
    expect(readableOn('#ffe08a')).toBe('#000000');
  });
});
