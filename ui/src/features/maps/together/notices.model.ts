import type { Schemas } from '@/api/client';
import type { MapContent } from '../model/map.model';

export type Notice = Schemas['MapNotice'];
type Entry = { id: string };
type Listed = 'stages' | 'lanes' | 'cards' | 'emotions';

/** A card that two people moved is one thing to decide, though its stage and its lane were written. */
export function together(notices: readonly Notice[]): Notice[][] {
  const groups: Notice[][] = [];
  for (const notice of notices) {
    const same = isPlace(notice)
      ? groups.find(([first]) => first !== undefined && isPlace(first) && first.id === notice.id)
      : undefined;
    if (same) same.push(notice);
    else groups.push([notice]);
  }
  return groups;
}

export const isPlace = ({ told, part, field }: Notice): boolean =>
  told === 'overwritten' && part === 'cards' && (field === 'stage' || field === 'lane');

/** Whether the other way of doing it can be had with one click. */
export const isOpen = ({ told }: Notice): boolean => told === 'overwritten' || told === 'reordered' || told === 'moved';

/** The map with the other way: the replaced value, order or place. What has gone meanwhile stays as it is. */
export function withOther(map: MapContent, notice: Notice): MapContent {
  const { told, part, id, field = '', value } = notice;
  if (told === 'reordered') return { ...map, [part]: inOrder(map[part as Listed] as Entry[], value as string[]) };
  if (told === 'moved') return withFields(map, part, id, value as Record<string, unknown>);
  return told === 'overwritten' ? withFields(map, part, id, { [field]: value }) : map;
}

function withFields(map: MapContent, part: Notice['part'], id: string, fields: Record<string, unknown>): MapContent {
  if (part === 'map') return { ...map, ...fields };
  const entries = (map[part] as Entry[]).map((entry) => (entry.id === id ? { ...entry, ...fields } : entry));
  return { ...map, [part]: entries };
}

/** The entries named stand in that order in the places that they have among all. */
function inOrder<T extends Entry>(entries: readonly T[], ids: readonly string[]): T[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const wanted = ids.flatMap((id) => known.get(id) ?? []);
  const named = new Set(wanted.map(({ id }) => id));
  return entries.map((entry) => (named.has(entry.id) ? (wanted.shift() ?? entry) : entry));
}

/** Where a card was by a group of notices, in words. */
export function placeWords(map: MapContent, group: readonly Notice[]): string {
  const named = (list: readonly { id: string; name?: string }[], id: unknown) =>
    list.find((entry) => entry.id === id)?.name;
  const place = Object.assign(
    {},
    ...group.map(({ told, field = '', value }) => (told === 'moved' ? value : { [field]: value })),
  ) as { stage?: string; lane?: string };
  return [named(map.stages, place.stage), named(map.lanes, place.lane)].filter(Boolean).join(' · ');
}

/** The titles of an order, in words. */
export function orderWords(map: MapContent, { part, value }: Notice): string {
  const entries = map[part as Listed] as readonly { id: string; title?: string; name?: string }[];
  return (value as string[])
    .flatMap((id) => entries.find((entry) => entry.id === id) ?? [])
    .map(({ title, name, id }) => title ?? name ?? id)
    .join(' → ');
}
