import { describe, expect, it } from 'vitest';
import { deltaOf } from './delta.model';

describe('delta', () => {
  it('should judge by what is better', () => {
    expect(deltaOf(120, 100)).toMatchObject({ direction: 'up', good: true });
    expect(deltaOf(0.6, 0.5, false)).toMatchObject({ direction: 'up', good: false });
    expect(deltaOf(80, 100, null)).toMatchObject({ direction: 'down', good: null });
  });

  it('should have no answer without something before', () => {
    expect(deltaOf(5, 0)).toBeNull();
    expect(deltaOf(5, undefined)).toBeNull();
  });

  it('should not point an arrow at nothing', () => {
    expect(deltaOf(10_001, 10_000)).toEqual({ share: 0, direction: 'same', good: null });
  });
});
