import { newId } from '@/kit/edit/newId';
import { type Cells, cellKey, noCards, type Spot } from './grid.model';
import { addCard, type MapCard, type MapContent, moveCard, type Place } from './map.model';

/** All cards in the order they are read: lane by lane, from left to right. */
export function readingOrder(map: MapContent, cells: Cells): MapCard[] {
  return map.lanes.flatMap((lane) => map.stages.flatMap((stage) => cells.get(cellKey(stage.id, lane.id)) ?? noCards));
}

/** The cards in the rectangle of cells between two cards, as in a spreadsheet; inside one cell, those between them. */
export function rangeOf(map: MapContent, cells: Cells, from: string, to: string): Set<string> {
  const [a, b] = [from, to].map((id) => map.cards.find((card) => card.id === id));
  if (!a || !b) return new Set([to]);
  if (a.stage === b.stage && a.lane === b.lane) {
    const cell = cells.get(cellKey(a.stage, a.lane)) ?? noCards;
    const [start, end] = [cell.indexOf(a), cell.indexOf(b)].sort((x, y) => x - y);
    return new Set(cell.slice(start, (end ?? 0) + 1).map((card) => card.id));
  }
  const between = (list: readonly { id: string }[], x: string, y: string) => {
    const places = [x, y].map((id) => list.findIndex((entry) => entry.id === id)).sort((p, q) => p - q);
    return new Set(list.slice(places[0], (places[1] ?? 0) + 1).map((entry) => entry.id));
  };
  const stages = between(map.stages, a.stage, b.stage);
  const lanes = between(map.lanes, a.lane, b.lane);
  return new Set(map.cards.filter((card) => stages.has(card.stage) && lanes.has(card.lane)).map((card) => card.id));
}

/** Moves several cards to one place, in their order. */
export function moveCards(map: MapContent, ids: readonly string[], to: Place): MapContent {
  const moving = new Set(ids);
  const inCell = map.cards.filter((card) => card.stage === to.stage && card.lane === to.lane);
  const before = inCell.slice(0, to.index).filter((card) => !moving.has(card.id)).length;
  return ids.reduce((next, id, place) => moveCard(next, id, { ...to, index: before + place }), map);
}

/** What is copied: cards with where they stood, so that a block keeps its shape in another map. */
export type Clip = {
  percorso: 'cards';
  cards: readonly { card: MapCard; stage: number; kind: string }[];
};

export function clipOf(map: MapContent, cells: Cells, ids: ReadonlySet<string>): Clip {
  const cards = readingOrder(map, cells)
    .filter((card) => ids.has(card.id))
    .map((card) => ({
      card,
      stage: map.stages.findIndex((stage) => stage.id === card.stage),
      kind: map.lanes.find((lane) => lane.id === card.lane)?.kind ?? '',
    }));
  return { percorso: 'cards', cards };
}

/** Text from elsewhere becomes one card per line. */
export function clipOfText(text: string): Clip {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const titles = lines.filter((line) => line !== '').slice(0, 200);
  return {
    percorso: 'cards',
    cards: titles.map((title) => ({
      card: { id: '', stage: '', lane: '', title: title.slice(0, 200) },
      stage: 0,
      kind: '',
    })),
  };
}

export function readClip(text: string): Clip | null {
  try {
    const clip = JSON.parse(text) as Clip;
    return clip?.percorso === 'cards' && Array.isArray(clip.cards) ? clip : null;
  } catch {
    return null;
  }
}

/**
 * Puts copies at a place: cards of one cell into the chosen cell; a block keeps its stages side by side, and its lanes
 * where the map has lanes of that kind. Ways between the copied cards lead between the copies.
 */
export function pasteClip(map: MapContent, clip: Clip, at: Spot): { map: MapContent; pasted: string[] } {
  const first = Math.min(...clip.cards.map(({ stage }) => stage));
  const oneCell = new Set(clip.cards.map(({ stage, kind }) => `${stage} ${kind}`)).size <= 1;
  const start = map.stages.findIndex((stage) => stage.id === at.stage);
  const ids = new Map(clip.cards.map(({ card }) => [card.id, newId('c-')]));
  const pasted: string[] = [];
  let next = map;
  clip.cards.forEach(({ card, stage, kind }, place) => {
    const column = map.stages[Math.min(map.stages.length - 1, Math.max(0, start) + stage - first)];
    const lane = oneCell ? undefined : map.lanes.find((candidate) => candidate.kind === kind);
    const id = card.id === '' ? newId(`c-${place}-`) : (ids.get(card.id) ?? newId('c-'));
    const { next: ways, ...rest } = card;
    const kept = (ways ?? []).flatMap((way) => {
      const target = ids.get(way.card);
      return target === undefined ? [] : [{ ...way, card: target }];
    });
    const copy: MapCard = {
      ...rest,
      ...(kept.length === 0 ? {} : { next: kept }),
      id,
      stage: oneCell ? at.stage : (column?.id ?? at.stage),
      lane: lane?.id ?? at.lane,
    };
    const index = oneCell && at.card !== null ? indexAfter(next, at, place) : Number.POSITIVE_INFINITY;
    next = addCard(next, copy, index);
    pasted.push(id);
  });
  return { map: next, pasted };
}

function indexAfter(map: MapContent, at: Spot, place: number): number {
  const cell = map.cards.filter((card) => card.stage === at.stage && card.lane === at.lane);
  return cell.findIndex((card) => card.id === at.card) + 1 + place;
}
