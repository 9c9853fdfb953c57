import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';

export type MapContent = Schemas['JourneyMapContent'];
export type MapStage = Schemas['MapStage'];
export type MapLane = Schemas['MapLane'];
export type MapCard = Schemas['MapCard'];
export type EmotionPoint = Schemas['EmotionPoint'];
export type LaneKind = Schemas['LaneKind'];
export type StageHue = Schemas['StageHue'];
export type JourneyMap = Schemas['JourneyMap'];

export const laneKinds: readonly LaneKind[] = [
  'goals',
  'actions',
  'touchpoints',
  'emotions',
  'thoughts',
  'pains',
  'opportunities',
  'content',
  'kpis',
  'owner',
  'frontstage',
  'backstage',
  'notes',
];
export const stageHues: readonly StageHue[] = [
  'awareness',
  'consideration',
  'purchase',
  'retention',
  'advocacy',
  'neutral',
];
/** Lanes whose cards stand for something people do, and so can be bound to events. */
export const measuredLanes: ReadonlySet<LaneKind> = new Set(['touchpoints', 'actions', 'content']);

/** The content of a stored map, without what the server adds. */
export function contentOf(map: JourneyMap): MapContent {
  const { id: _, revision: __, updatedAt: ___, updatedBy: ____, ...content } = map;
  return content;
}

/** Where a card lies; `index` counts the other cards of the cell. */
export type Place = { stage: string; lane: string; index: number };

export function cardsIn(map: MapContent, stage: string, lane: string): MapCard[] {
  return map.cards.filter((card) => card.stage === stage && card.lane === lane);
}

export function addCard(map: MapContent, card: MapCard, index = Number.POSITIVE_INFINITY): MapContent {
  return { ...map, cards: insert(map.cards, card, index) };
}

function insert(cards: readonly MapCard[], card: MapCard, index: number): MapCard[] {
  const cell = cards.filter((other) => other.stage === card.stage && other.lane === card.lane);
  const next = cell[index];
  const last = cell.at(-1);
  let at = cards.length;
  if (next) at = cards.indexOf(next);
  else if (last) at = cards.indexOf(last) + 1;
  return [...cards.slice(0, at), card, ...cards.slice(at)];
}

export function editCard(map: MapContent, id: string, change: Partial<MapCard>): MapContent {
  return { ...map, cards: map.cards.map((card) => (card.id === id ? cleaned({ ...card, ...change }) : card)) };
}

/** A field set to undefined is gone; the server then sees no empty value. */
function cleaned<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

export function removeCard(map: MapContent, id: string): MapContent {
  return { ...map, cards: map.cards.filter((card) => card.id !== id) };
}

export function moveCard(map: MapContent, id: string, to: Place): MapContent {
  const card = map.cards.find((candidate) => candidate.id === id);
  if (card === undefined) return map;
  const rest = map.cards.filter((candidate) => candidate.id !== id);
  const next = { ...map, cards: insert(rest, { ...card, stage: to.stage, lane: to.lane }, to.index) };
  const [before, after] = [placeOf(map, id), placeOf(next, id)];
  const stayed = before?.stage === after?.stage && before?.lane === after?.lane && before?.index === after?.index;
  return stayed ? map : next;
}

export function placeOf(map: MapContent, id: string): Place | null {
  const card = map.cards.find((candidate) => candidate.id === id);
  if (card === undefined) return null;
  const index = cardsIn(map, card.stage, card.lane).findIndex((other) => other.id === id);
  return { stage: card.stage, lane: card.lane, index };
}

type Identified = { id: string };

function moved<T extends Identified>(list: readonly T[], id: string, by: number): T[] {
  const from = list.findIndex((entry) => entry.id === id);
  const entry = list[from];
  if (entry === undefined) return [...list];
  const rest = list.filter((other) => other.id !== id);
  const to = Math.max(0, Math.min(rest.length, from + by));
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}

/** A new stage after another one (or at the end), in the next hue that no stage has. */
export function addStage(map: MapContent, name: string, after?: string): MapContent {
  const used = new Set(map.stages.map((stage) => stage.hue));
  const hue = stageHues.find((candidate) => !used.has(candidate)) ?? 'neutral';
  const at = after === undefined ? map.stages.length : map.stages.findIndex((stage) => stage.id === after) + 1;
  const stage = { id: newId('s-'), name, hue };
  return { ...map, stages: [...map.stages.slice(0, at), stage, ...map.stages.slice(at)] };
}

export function editStage(map: MapContent, id: string, change: Partial<MapStage>): MapContent {
  return { ...map, stages: map.stages.map((stage) => (stage.id === id ? { ...stage, ...change } : stage)) };
}

export function moveStage(map: MapContent, id: string, by: number): MapContent {
  return { ...map, stages: moved(map.stages, id, by) };
}

/** Takes the stage away with what is in it; the last stage stays. */
export function removeStage(map: MapContent, id: string): MapContent {
  if (map.stages.length <= 1) return map;
  return {
    ...map,
    stages: map.stages.filter((stage) => stage.id !== id),
    cards: map.cards.filter((card) => card.stage !== id),
    emotions: map.emotions.filter((point) => point.stage !== id),
  };
}

export function addLane(map: MapContent, kind: LaneKind): MapContent {
  return { ...map, lanes: [...map.lanes, { id: newId('l-'), kind }] };
}

export function renameLane(map: MapContent, id: string, name: string): MapContent {
  return {
    ...map,
    lanes: map.lanes.map((lane) => {
      if (lane.id !== id) return lane;
      if (name.trim() !== '') return { ...lane, name };
      const { name: _, ...rest } = lane;
      return rest;
    }),
  };
}

/** A field set to undefined goes away: the lane then has its usual height, and is open. */
export function editLane(map: MapContent, id: string, change: { height?: number | undefined; collapsed?: boolean }) {
  const lanes = map.lanes.map((lane) => (lane.id === id ? cleaned({ ...lane, ...change }) : lane));
  return { ...map, lanes: lanes as MapLane[] };
}

export function widenStage(map: MapContent, id: string, width: number | undefined): MapContent {
  const stages = map.stages.map((stage) => (stage.id === id ? cleaned({ ...stage, width }) : stage));
  return { ...map, stages: stages as MapStage[] };
}

export function moveLane(map: MapContent, id: string, by: number): MapContent {
  return { ...map, lanes: moved(map.lanes, id, by) };
}

export function removeLane(map: MapContent, id: string): MapContent {
  return {
    ...map,
    lanes: map.lanes.filter((lane) => lane.id !== id),
    cards: map.cards.filter((card) => card.lane !== id),
  };
}

export function putEmotion(map: MapContent, point: EmotionPoint): MapContent {
  const known = map.emotions.some((other) => other.id === point.id);
  return {
    ...map,
    emotions: known ? map.emotions.map((other) => (other.id === point.id ? point : other)) : [...map.emotions, point],
  };
}

export function removeEmotion(map: MapContent, id: string): MapContent {
  return { ...map, emotions: map.emotions.filter((point) => point.id !== id) };
}
