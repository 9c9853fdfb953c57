import { describe, expect, it } from 'vitest';
import { instantOf, localOf, type Progress, share, total } from './campaign.model';

const variant = { subject: '', failed: 0, unknown: 0, opened: 0, bounced: 1, complained: 0, unsubscribed: 0 };
const progress: Progress = {
  status: 'sending',
  audience: 100,
  waiting: 40,
  forTheirHour: 0,
  clicks: 9,
  measuresOpens: false,
  skipped: [],
  variants: [
    { ...variant, variant: 1, pending: 5, sent: 20, skipped: 5, clicked: 4 },
    { ...variant, variant: 2, pending: 5, sent: 25, skipped: 0, clicked: 2 },
  ],
};

describe('progress', () => {
  it('sums the variants and tells how much is dealt with', () => {
    expect(total(progress)).toMatchObject({ pending: 10, sent: 45, skipped: 5, clicked: 6, bounced: 2 });
    expect(share(progress)).toBeCloseTo(0.5);
    expect(share({ ...progress, audience: 0 })).toBe(0);
  });
});

describe('time of a workspace', () => {
  it.each([
    ['2026-03-02T10:00', 'Europe/Rome', '2026-03-02T09:00:00.000Z'],
    ['2026-07-02T10:00', 'Europe/Rome', '2026-07-02T08:00:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Rome', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Rome', '2026-03-29T01:00:00.000Z'],
    ['2026-01-01T00:30', 'Pacific/Auckland', '2025-12-31T11:30:00.000Z'],
  ])('%s in %s is %s and back', (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant);
    expect(localOf(instant, zone)).toBe(local);
  });

  it('takes the earlier of two equal hours in autumn', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Rome')).toBe('2026-10-25T00:30:00.000Z');
  });
});
