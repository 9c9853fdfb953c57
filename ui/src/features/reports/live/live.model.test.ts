import { describe, expect, it } from 'vitest';
import { joined, keptEvents, newest } from './live.model';

const event = (sequence: number) => ({
  sequence,
  time: '2026-03-01T00:00:00Z',
  name: 'Page',
  personId: 'p',
  person: 'P',
  properties: {},
});

describe('live feed', () => {
  it('should show each event once, newest first', () => {
    const events = joined([event(3), event(2)], [event(4), event(3)]);
    expect(events.map((e) => e.sequence)).toEqual([4, 3, 2]);
    expect(newest(events)).toBe(4);
    expect(newest([])).toBeUndefined();
  });

  it('should stay bounded', () => {
    const many = Array.from({ length: keptEvents + 50 }, (_, n) => event(n));
    expect(joined([], many)).toHaveLength(keptEvents);
  });
});
