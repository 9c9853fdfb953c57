import { describe, expect, it } from 'vitest';
import { marksOf } from './annotations.model';

const annotation = (id: string, day: string) => ({ id, day, text: id, author: 'a', updatedAt: '2026-03-01T00:00:00Z' });

describe('annotations', () => {
  it('should stand in the bucket that holds their day', () => {
    const weeks = ['2026-03-02', '2026-03-09', '2026-03-16'];
    const marks = marksOf(
      [annotation('late', '2026-03-18'), annotation('a', '2026-03-03'), annotation('b', '2026-03-08')],
      weeks,
      '2026-03-20',
    );
    expect(marks.map((mark) => [mark.number, mark.bucket, mark.annotations.map((one) => one.id)])).toEqual([
      [1, 0, ['a', 'b']],
      [2, 2, ['late']],
    ]);
  });

  it('should leave out what lies outside of the period', () => {
    const days = ['2026-03-02', '2026-03-03'];
    expect(marksOf([annotation('x', '2026-03-01'), annotation('y', '2026-03-04')], days, '2026-03-03')).toEqual([]);
    expect(marksOf([annotation('x', '2026-03-01')], [], '2026-03-03')).toEqual([]);
  });

  it('should stand at the first hour of their day', () => {
    const hours = ['2026-03-02T22:00', '2026-03-02T23:00', '2026-03-03T00:00', '2026-03-03T01:00'];
    expect(marksOf([annotation('x', '2026-03-03')], hours, '2026-03-03')[0]?.bucket).toBe(2);
  });
});
