import { mergeList, mergeValue } from '@/kit/edit/merge.model';
import type { MapContent } from './map.model';

type Listed = 'stages' | 'lanes' | 'cards' | 'emotions';
type Plain = Omit<MapContent, Listed>;

function plain(map: MapContent): Plain {
  const { stages: _, lanes: __, cards: ___, emotions: ____, ...rest } = map;
  return rest;
}

/** Puts back what a kept entry still needs: who edits a card in a stage keeps the stage, though somebody removed it. */
function withNeeded<T extends { id: string }>(
  list: readonly T[],
  needed: Set<string>,
  ...sources: (readonly T[])[]
): T[] {
  const missing = [...needed].filter((id) => !list.some((entry) => entry.id === id));
  const found = missing.flatMap((id) => sources.flat().find((entry) => entry.id === id) ?? []);
  return [...list, ...found];
}

/** Three-way merge of a map, card by card. My change of a field wins over theirs of the same field. */
export function mergeMaps(base: MapContent, mine: MapContent, theirs: MapContent): MapContent {
  const fields: Record<string, unknown> = {};
  const [b, m, t] = [plain(base), plain(mine), plain(theirs)] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(m ?? {}), ...Object.keys(t ?? {})])) {
    const value = mergeValue(b?.[key], m?.[key], t?.[key]);
    if (value !== undefined) fields[key] = value;
  }
  const cards = mergeList(base.cards, mine.cards, theirs.cards);
  const emotions = mergeList(base.emotions, mine.emotions, theirs.emotions);
  const stages = new Set([...cards, ...emotions].map((entry) => entry.stage));
  const lanes = new Set(cards.map((card) => card.lane));
  return {
    ...(fields as Plain),
    stages: withNeeded(mergeList(base.stages, mine.stages, theirs.stages), stages, mine.stages, theirs.stages),
    lanes: withNeeded(mergeList(base.lanes, mine.lanes, theirs.lanes), lanes, mine.lanes, theirs.lanes),
    cards,
    emotions,
  };
}
