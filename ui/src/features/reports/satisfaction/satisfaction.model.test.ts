import { describe, expect, it } from 'vitest';
import { createFormat } from '@/kit/format.model';
import { openPeriods, scoreText, trendLine } from './satisfaction.model';

const format = createFormat('en', 'UTC', 'EUR');

describe('satisfaction', () => {
  it('should write each kind as it is counted', () => {
    expect(scoreText('nps', 31.4, format)).toBe('+31');
    expect(scoreText('nps', -5, format)).toBe('-5');
    expect(scoreText('csat', 0.5, format)).toBe('50%');
    expect(scoreText('ces', 5.555, format)).toBe('5.56');
  });

  it('should leave out periods without an answer and know the open one', () => {
    const score = { kind: 'nps', value: 10 } as never;
    const trend = [
      { from: '2026-03-02', score, complete: true },
      { from: '2026-03-09', complete: true },
      { from: '2026-03-16', score, complete: false },
    ];
    expect(trendLine('nps', trend).points.map(({ from }) => from)).toEqual(['2026-03-02', '2026-03-16']);
    expect([...openPeriods(trend)]).toEqual(['2026-03-16']);
  });
});
