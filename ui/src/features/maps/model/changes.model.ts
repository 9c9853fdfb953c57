import type { Schemas } from '@/api/client';
import { same } from '@/kit/edit/merge.model';
import type { MapContent } from './map.model';

export type MapChange = Schemas['MapChange'];
type Part = Schemas['MapPart'];
type Entry = { id: string } & Record<string, unknown>;

const lists = ['stages', 'lanes', 'cards', 'emotions'] as const;

function fieldsOf(part: Part, id: string, before: object, after: object): MapChange[] {
  const [old, next] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((field) => field !== 'id' && !same(old[field], next[field]))
    .map((field) => ({
      type: 'set',
      part,
      id,
      field,
      ...(next[field] === undefined ? {} : { value: next[field] }),
    }));
}

/** The places (of increasing values) that need not move: a longest increasing run, in O(n log n). */
function staying(places: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  places.forEach((place, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous[at] = tails[low - 1] ?? -1;
    tails[low] = at;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(places[at] ?? -1);
  return kept;
}

function listChanges(part: Part, before: readonly Entry[], after: readonly Entry[]): MapChange[] {
  const old = new Map(before.map((entry, place) => [entry.id, { entry, place }]));
  const next = new Set(after.map((entry) => entry.id));
  const kept = staying(after.flatMap((entry) => old.get(entry.id)?.place ?? []));
  const changes: MapChange[] = [];
  let previous = '';
  for (const entry of after) {
    const known = old.get(entry.id);
    if (known === undefined) changes.push({ type: 'add', part, id: entry.id, value: entry, after: previous });
    else {
      changes.push(...fieldsOf(part, entry.id, known.entry, entry));
      if (!kept.has(known.place)) changes.push({ type: 'move', part, id: entry.id, after: previous });
    }
    previous = entry.id;
  }
  for (const { id } of before) if (!next.has(id)) changes.push({ type: 'remove', part, id });
  return changes;
}

function plain(map: MapContent): object {
  const { stages: _, lanes: __, cards: ___, emotions: ____, ...rest } = map;
  return rest;
}

/** The small changes that make one map the other: those the server puts on top of what others have saved. */
export function changesBetween(before: MapContent, after: MapContent): MapChange[] {
  return [
    ...fieldsOf('map', '', plain(before), plain(after)),
    ...lists.flatMap((part) =>
      listChanges(part, before[part] as unknown as Entry[], after[part] as unknown as Entry[]),
    ),
  ];
}

/** What the server does with changes when nobody else is there; for tests and for showing old versions. */
export function applied(map: MapContent, changes: readonly MapChange[]): MapContent {
  const whole = structuredClone(map) as unknown as Record<string, unknown>;
  const insert = (list: Entry[], entry: Entry, after: string | undefined) => {
    const place = after === '' ? 0 : list.findIndex((other) => other.id === after) + 1 || list.length;
    list.splice(place, 0, entry);
  };
  for (const { type, part, id, field = '', value, after } of changes) {
    const list = (part === 'map' ? [] : whole[part]) as Entry[];
    const entry = part === 'map' ? whole : list.find((candidate) => candidate.id === id);
    if (type === 'add') insert(list, value as Entry, after);
    else if (entry === undefined) continue;
    else if (type === 'set') {
      if (value === undefined) delete entry[field];
      else entry[field] = value;
    } else {
      list.splice(list.indexOf(entry as Entry), 1);
      if (type === 'move') insert(list, entry as Entry, after);
    }
  }
  return whole as unknown as MapContent;
}
