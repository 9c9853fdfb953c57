import type { Schemas } from '@/api/client';

export type MapComment = Schemas['MapComment'];
export type Thread = { first: MapComment; answers: readonly MapComment[] };

/** Threads, open ones first, each with its answers in the order they were given. */
export function threadsOf(comments: readonly MapComment[], card?: string): Thread[] {
  const firsts = comments.filter((one) => one.thread === undefined && (card === undefined || one.card === card));
  const rank = (one: MapComment) => (one.resolvedAt === undefined ? 0 : 1);
  return firsts
    .toSorted((a, b) => rank(a) - rank(b) || a.createdAt.localeCompare(b.createdAt))
    .map((first) => ({ first, answers: comments.filter((one) => one.thread === first.id) }));
}

const plain = (text: string) => text.toLocaleLowerCase().normalize('NFKD');

/** Whether a text mentions somebody: "@" and the name, or its first word. */
export function mentions(text: string, name: string): boolean {
  const said = plain(text);
  const [first = ''] = plain(name).split(/\s+/);
  if (first === '') return false;
  const at = new RegExp(`@${first.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');
  return said.includes(`@${plain(name)}`) || at.test(said);
}

/** Open threads of each card, and how many of their comments mention me. */
export function talkByCard(comments: readonly MapComment[], me: string) {
  const byCard = new Map<string, { open: number; mentions: number }>();
  for (const { first, answers } of threadsOf(comments)) {
    if (first.card === undefined || first.resolvedAt !== undefined) continue;
    const before = byCard.get(first.card) ?? { open: 0, mentions: 0 };
    const mine = [first, ...answers].filter((one) => mentions(one.text, me)).length;
    byCard.set(first.card, { open: before.open + 1, mentions: before.mentions + mine });
  }
  return byCard;
}
