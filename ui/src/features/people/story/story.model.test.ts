import { describe, expect, it } from 'vitest';
import { type Entry, lengthOf, propertyRows, storyOf } from './story.model';

const event = (time: string, session: number, channel?: string): Entry => ({
  kind: 'event',
  time,
  session,
  name: 'Page',
  ...(channel === undefined ? {} : { channel }),
});
const stage = (time: string): Entry => ({ kind: 'stage', time, name: 'purchase', previousStage: 'consideration' });

describe('story', () => {
  it('should group by day of the zone and by visit', () => {
    const days = storyOf(
      [
        event('2026-03-02T10:05:00Z', 3, 'direct'),
        event('2026-03-02T10:00:00Z', 3, 'email'),
        event('2026-03-01T23:30:00Z', 2),
        event('2026-03-01T22:30:00Z', 1),
      ],
      'Europe/Rome',
    );
    expect(days.map((day) => [day.day, day.visits.map((visit) => visit.session)])).toEqual([
      ['2026-03-02', [3, 2]],
      ['2026-03-01', [1]],
    ]);
    expect(days[0]?.visits[0]?.channel).toBe('email');
    expect(lengthOf(days[0]?.visits[0] ?? { key: '', session: null, channel: null, entries: [] })).toBe(300_000);
  });

  it('should keep a stage change inside its visit and let one between visits stand alone', () => {
    const inside = storyOf(
      [event('2026-03-02T10:05:00Z', 3), stage('2026-03-02T10:03:00Z'), event('2026-03-02T10:00:00Z', 3)],
      'UTC',
    );
    expect(inside[0]?.visits).toHaveLength(1);
    const between = storyOf(
      [event('2026-03-02T10:05:00Z', 4), stage('2026-03-02T09:00:00Z'), event('2026-03-02T08:00:00Z', 3)],
      'UTC',
    );
    expect(between[0]?.visits.map((visit) => visit.session)).toEqual([4, null, 3]);
  });

  it('should lose no entry', () => {
    const entries = [stage('2026-03-03T00:00:00Z'), event('2026-03-02T10:00:00Z', 1), stage('2026-03-02T09:00:00Z')];
    const kept = storyOf(entries, 'UTC').flatMap((day) => day.visits.flatMap((visit) => visit.entries));
    expect(kept).toEqual(entries);
  });

  it('should show nested properties as JSON and nothing for blanks', () => {
    expect(propertyRows({ a: 1, b: '', c: null, d: { e: 2 } })).toEqual([
      ['a', '1'],
      ['d', '{"e":2}'],
    ]);
  });
});
