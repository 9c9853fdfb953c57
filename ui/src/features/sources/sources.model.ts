import type { Schemas } from '@/api/client';

type Source = Schemas['Source'];
export type Health = 'revoked' | 'silent' | 'refusing' | 'well';

/** Everything that came is one of these, and only one. */
export function sentOf(source: Pick<Source, 'accepted' | 'refused' | 'duplicate' | 'withoutConsent'>): number {
  return source.accepted + source.refused + source.duplicate + source.withoutConsent;
}

const silentAfter = 24 * 3_600_000;

/** What to say of a source at a glance. */
export function healthOf(source: Source, now: number): Health {
  if (source.revokedAt !== undefined) return 'revoked';
  if (source.lastEventAt === undefined) return 'silent';
  const sent = source.accepted + source.refused;
  if (sent > 0 && source.refused / sent > 0.05) return 'refusing';
  return now - new Date(source.lastEventAt).getTime() > silentAfter ? 'silent' : 'well';
}

/** Share of an import that is read; null while its size is unknown. */
export function progressOf(row: Schemas['Import']): number | null {
  if (row.status === 'done') return 1;
  if (!row.bytesTotal) return null;
  return Math.min(1, (row.bytesRead ?? 0) / row.bytesTotal);
}
