import { describe, expect, it } from 'vitest';
import { healthOf, progressOf } from './sources.model';

const now = Date.parse('2026-03-02T12:00:00Z');
const source = {
  id: 's',
  name: 'Shop',
  kind: 'web' as const,
  protocol: 'segment' as const,
  hint: 'abcd',
  createdAt: '2026-01-01T00:00:00Z',
  lastEventAt: '2026-03-02T11:59:00Z',
  accepted: 100,
  refused: 0,
  duplicate: 3,
  consent: 'ledger' as const,
  withoutConsent: 0,
};

describe('sources', () => {
  it('should tell silence from refusal', () => {
    expect(healthOf(source, now)).toBe('well');
    expect(healthOf({ ...source, refused: 20 }, now)).toBe('refusing');
    expect(healthOf({ ...source, lastEventAt: '2026-02-01T00:00:00Z' }, now)).toBe('silent');
    const { lastEventAt: _never, ...never } = source;
    expect(healthOf(never, now)).toBe('silent');
    expect(healthOf({ ...source, revokedAt: '2026-03-01T00:00:00Z' }, now)).toBe('revoked');
  });

  it('should know progress only where the size is known', () => {
    const row = {
      id: 'i',
      fileName: 'a.csv',
      status: 'running' as const,
      linesRead: 5,
      accepted: 5,
      refused: 0,
      duplicate: 0,
      joined: 0,
      withoutConsent: 0,
      createdBy: 'Ada',
      mapping: '',
      createdAt: '2026-03-02T12:00:00Z',
      badLines: [],
    };
    expect(progressOf(row)).toBeNull();
    expect(progressOf({ ...row, bytesRead: 25, bytesTotal: 100 })).toBe(0.25);
    expect(progressOf({ ...row, status: 'done' })).toBe(1);
  });
});
