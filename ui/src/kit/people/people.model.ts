import type { Schemas } from '@/api/client';

type Condition = Schemas['Condition'];

/** The condition that names exactly the people of a query, where one exists; a segment can then be made of it. */
export function conditionOf(query: Schemas['PeopleQuery']): Condition | null {
  if (query.kind === 'condition') return query.condition ?? null;
  if (query.kind === 'stage' && query.stage) return { type: 'stage', stage: query.stage };
  return null;
}

/** One or two letters for the round sign of a person. */
export function initials(label: string): string {
  const words =
    label
      .split('@')[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const first = words[0]?.[0] ?? '?';
  const second = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + second).toUpperCase();
}
