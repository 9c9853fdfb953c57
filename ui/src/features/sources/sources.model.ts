import type { Schemas } from '@/api/client';

type Source = Schemas['Source'];
export type Health = 'revoked' | 'silent' | 'refusing' | 'well';

const silentAfter = 24 * 3_600_000;

/** What to say of a source at a glance. */
export function healthOf(source: Source, now: number): Health {
  if (source.revokedAt !== undefined) return 'revoked';
  if (source.lastEventAt === undefined) return 'silent';
  const sent = source.accepted + source.refused;
  if (sent > 0 && source.refused / sent > 0.05) return 'refusing';
  return now - new Date(source.lastEventAt).getTime() > silentAfter ? 'silent' : 'well';
}

export type Snippet = { key: 'web' | 'node' | 'curl'; code: string };

/** Ready to paste: the address of this server and the write key are already in. */
export function snippetsOf(kind: Source['kind'], origin: string, writeKey: string): Snippet[] {
  const web: Snippet = {
    key: 'web',
    code: `<script async src="${origin}/tag/percorso.js" data-write-key="${writeKey}"></script>`,
  };
  const node: Snippet = {
    key: 'node',
    code: [
      "import { Analytics } from '@segment/analytics-node';",
      '',
      `const analytics = new Analytics({ writeKey: '${writeKey}', host: '${origin}' });`,
      '',
      "analytics.identify({ userId: '42', traits: { email: 'maria@example.org' } });",
      "analytics.track({ userId: '42', event: 'Order Completed', properties: { order_id: '1001', revenue: 49.9 } });",
    ].join('\n'),
  };
  const curl: Snippet = {
    key: 'curl',
    code: [
      `curl ${origin}/v1/track -u '${writeKey}:' -H 'Content-Type: application/json' \\`,
      `  -d '{"userId":"42","event":"Order Completed","properties":{"order_id":"1001","revenue":49.9}}'`,
    ].join('\n'),
  };
  return kind === 'web' ? [web, curl] : [node, curl];
}

/** Share of an import that is read; null while its size is unknown. */
export function progressOf(row: Schemas['Import']): number | null {
  if (row.status === 'done') return 1;
  if (!row.bytesTotal) return null;
  return Math.min(1, (row.bytesRead ?? 0) / row.bytesTotal);
}
