import { describe, expect, it } from 'vitest';
import { moveOf, personsIn, strength } from './stages.model';

const result = {
  stages: ['awareness', 'purchase', ''],
  points: [{ from: '2026-03-02', persons: [5, 2, 1], complete: true }],
  figures: [],
  moves: [
    { from: '', to: 'awareness', times: 9, persons: 8 },
    { from: 'awareness', to: 'purchase', times: 2, persons: 2 },
  ],
};

describe('stages', () => {
  it('should find the people of a stage by its id, whatever the order', () => {
    const [point] = result.points;
    expect(point && personsIn(result, point, 'purchase')).toBe(2);
    expect(point && personsIn(result, point, '')).toBe(1);
    expect(point && personsIn(result, point, 'gone')).toBe(0);
  });

  it('should say zero where nobody moved', () => {
    expect(moveOf(result, 'awareness', 'purchase').times).toBe(2);
    expect(moveOf(result, 'purchase', 'awareness')).toEqual({ times: 0, persons: 0 });
  });

  it('should colour by the most frequent move', () => {
    expect(strength(result, 8)).toBe(0.5);
    expect(strength({ ...result, moves: [] }, 0)).toBe(0);
  });
});
