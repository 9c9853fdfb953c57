import { same } from '@/kit/edit/merge.model';
import type { MapCard, MapContent } from './map.model';

export type CardState = 'added' | 'removed' | 'changed' | 'moved';
export type FieldChange = { field: string; before: unknown; after: unknown };
export type MapDiff = {
  /** Both maps laid over each other, so that what was removed still has its place. */
  both: MapContent;
  states: ReadonlyMap<string, CardState>;
  fields: ReadonlyMap<string, readonly FieldChange[]>;
  counts: Readonly<Record<CardState, number>>;
};

const placed = new Set(['stage', 'lane']);

function union<T extends { id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(after.map((entry) => entry.id));
  return [...after, ...before.filter((entry) => !known.has(entry.id))];
}

function fieldsOf(before: MapCard, after: MapCard): FieldChange[] {
  const [a, b] = [before, after] as unknown as Record<string, unknown>[];
  return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])]
    .filter((field) => !same(a?.[field], b?.[field]))
    .map((field) => ({ field, before: a?.[field], after: b?.[field] }));
}

/** What lies between two states of a map, card by card. */
export function diffMaps(before: MapContent, after: MapContent): MapDiff {
  const old = new Map(before.cards.map((card) => [card.id, card]));
  const states = new Map<string, CardState>();
  const fields = new Map<string, FieldChange[]>();
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 };
  const note = (id: string, state: CardState) => {
    states.set(id, state);
    counts[state]++;
  };
  for (const card of after.cards) {
    const known = old.get(card.id);
    if (known === undefined) {
      note(card.id, 'added');
      continue;
    }
    const changes = fieldsOf(known, card);
    if (changes.length === 0) continue;
    fields.set(card.id, changes);
    note(card.id, changes.every(({ field }) => placed.has(field)) ? 'moved' : 'changed');
  }
  const now = new Set(after.cards.map((card) => card.id));
  for (const card of before.cards) if (!now.has(card.id)) note(card.id, 'removed');
  const both = {
    ...after,
    stages: union(before.stages, after.stages),
    lanes: union(before.lanes, after.lanes),
    cards: union(before.cards, after.cards),
  };
  return { both, states, fields, counts };
}
