import type { MapCard, MapContent, Place } from './map.model';

export type Cells = ReadonlyMap<string, readonly MapCard[]>;

export const cellKey = (stage: string, lane: string) => `${lane}\u001f${stage}`;
export const noCards: readonly MapCard[] = [];

/** Cards by cell. A cell whose cards did not change keeps its array, so that only changed cells are drawn again. */
export function cellsOf(map: MapContent, before: Cells = new Map()): Cells {
  const cells = new Map<string, MapCard[]>();
  for (const card of map.cards) {
    const key = cellKey(card.stage, card.lane);
    const cell = cells.get(key);
    if (cell) cell.push(card);
    else cells.set(key, [card]);
  }
  return new Map(
    [...cells].map(([key, cards]) => {
      const old = before.get(key);
      const unchanged = old?.length === cards.length && cards.every((card, place) => card === old[place]);
      return [key, unchanged && old ? old : cards];
    }),
  );
}

/** What has the keyboard's focus: a card, or the empty place of a cell (`card` null). */
export type Spot = { stage: string; lane: string; card: string | null };
export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export const isArrow = (key: string): key is Arrow => /^Arrow(Up|Down|Left|Right)$/.test(key);

function spotIn(cells: Cells, stage: string, lane: string, index: number): Spot {
  const cards = cells.get(cellKey(stage, lane)) ?? noCards;
  const card = cards[Math.max(0, Math.min(index, cards.length - 1))];
  return { stage, lane, card: card?.id ?? null };
}

const cellLanes = (map: MapContent) => map.lanes.filter((lane) => lane.kind !== 'emotions').map((lane) => lane.id);

/** The first card of the map, where the keyboard comes in. */
export function firstSpot(map: MapContent, cells: Cells): Spot | null {
  const [stage] = map.stages;
  const [lane] = cellLanes(map);
  return stage && lane !== undefined ? spotIn(cells, stage.id, lane, 0) : null;
}

export function nextSpot(map: MapContent, cells: Cells, from: Spot, arrow: Arrow): Spot {
  const cards = cells.get(cellKey(from.stage, from.lane)) ?? noCards;
  const index = Math.max(
    0,
    cards.findIndex((card) => card.id === from.card),
  );
  const stages = map.stages.map((stage) => stage.id);
  const lanes = cellLanes(map);
  const stage = stages.indexOf(from.stage);
  const lane = lanes.indexOf(from.lane);
  switch (arrow) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const target = stages[stage + (arrow === 'ArrowLeft' ? -1 : 1)];
      return target === undefined ? from : spotIn(cells, target, from.lane, index);
    }
    case 'ArrowUp': {
      if (index > 0) return spotIn(cells, from.stage, from.lane, index - 1);
      const target = lanes[lane - 1];
      return target === undefined ? from : spotIn(cells, from.stage, target, Number.POSITIVE_INFINITY);
    }
    case 'ArrowDown': {
      if (index < cards.length - 1) return spotIn(cells, from.stage, from.lane, index + 1);
      const target = lanes[lane + 1];
      return target === undefined ? from : spotIn(cells, from.stage, target, 0);
    }
  }
}

/** Where a card goes when it is moved by one with the keyboard; null at the edge of the map. */
export function nextPlace(map: MapContent, cells: Cells, card: MapCard, arrow: Arrow): Place | null {
  const cards = cells.get(cellKey(card.stage, card.lane)) ?? noCards;
  const index = cards.findIndex((other) => other.id === card.id);
  const size = (stage: string, lane: string) => (cells.get(cellKey(stage, lane)) ?? noCards).length;
  const stages = map.stages.map((stage) => stage.id);
  const lanes = cellLanes(map);
  const lane = lanes.indexOf(card.lane);
  switch (arrow) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const stage = stages[stages.indexOf(card.stage) + (arrow === 'ArrowLeft' ? -1 : 1)];
      return stage === undefined ? null : { stage, lane: card.lane, index: Math.min(index, size(stage, card.lane)) };
    }
    case 'ArrowUp': {
      if (index > 0) return { stage: card.stage, lane: card.lane, index: index - 1 };
      const target = lanes[lane - 1];
      return target === undefined ? null : { stage: card.stage, lane: target, index: size(card.stage, target) };
    }
    case 'ArrowDown': {
      if (index < cards.length - 1) return { stage: card.stage, lane: card.lane, index: index + 1 };
      const target = lanes[lane + 1];
      return target === undefined ? null : { stage: card.stage, lane: target, index: 0 };
    }
  }
}

/** After a card is gone: the card that took its place, else the one before, else the empty cell. */
export function spotAfterRemoval(cells: Cells, card: MapCard): Spot {
  const cards = cells.get(cellKey(card.stage, card.lane)) ?? noCards;
  const index = cards.findIndex((other) => other.id === card.id);
  const next = cards[index + 1] ?? cards[index - 1];
  return { stage: card.stage, lane: card.lane, card: next?.id ?? null };
}
