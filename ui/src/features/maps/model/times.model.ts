import type { Schemas } from '@/api/client';
import type { MapCard, MapContent, MapStage } from './map.model';

export type MapTimes = Schemas['MapTimes'];
export type Moment = {
  card: MapCard;
  stage: MapStage;
  seconds: number;
  persons: number;
  /** Since the moment before; the room between the two grows with its logarithm. */
  since: number;
  room: number;
};

const least = 8;
const perTenfold = 14;

/** The measured cards by when people come to them, with the time between. */
export function momentsOf(map: MapContent, times: MapTimes): Moment[] {
  const found = times.cards.flatMap(({ card: id, persons, medianSecondsFromStart: seconds }) => {
    const card = map.cards.find((one) => one.id === id);
    const stage = map.stages.find((one) => one.id === card?.stage);
    return card && stage && seconds !== undefined ? [{ card, stage, seconds, persons }] : [];
  });
  const sorted = found.toSorted((a, b) => a.seconds - b.seconds);
  return sorted.map((moment, place) => {
    const since = moment.seconds - (sorted[place - 1]?.seconds ?? 0);
    return { ...moment, since, room: least + (since < 1 ? 0 : Math.log10(since) * perTenfold) };
  });
}

export type Step = { card: MapCard; column: number; row: number };
export type StepWay = { from: string; to: string; label?: string; drawn: boolean; back: boolean };

const stepLanes = new Set(['actions', 'touchpoints']);

/** Steps and ways of the flow view: touchpoints, or actions where a map has no touchpoints. */
export function flowOf(map: MapContent): { steps: Step[]; ways: StepWay[] } {
  const kindOf = new Map(map.lanes.map((lane) => [lane.id, lane.kind]));
  const inKind = (kind: string) => map.cards.filter((card) => kindOf.get(card.lane) === kind);
  const touchpoints = inKind('touchpoints');
  const chosen = touchpoints.length > 0 ? touchpoints : inKind('actions');
  const linked = new Set(map.cards.flatMap((card) => (card.next ?? []).flatMap((way) => [card.id, way.card])));
  const cards = map.cards.filter(
    (card) => chosen.includes(card) || (linked.has(card.id) && stepLanes.has(kindOf.get(card.lane) ?? '')),
  );
  const steps = map.stages.flatMap((stage, column) =>
    cards.filter((card) => card.stage === stage.id).map((card, row) => ({ card, column, row })),
  );
  const place = new Map(steps.map(({ card }, index) => [card.id, index]));
  const ways = steps.flatMap(({ card }, index): StepWay[] => {
    const drawn = (card.next ?? []).filter((way) => place.has(way.card));
    if (drawn.length > 0) {
      return drawn.map((way) => ({
        from: card.id,
        to: way.card,
        drawn: true,
        back: (place.get(way.card) ?? 0) <= index,
        ...(way.label === undefined ? {} : { label: way.label }),
      }));
    }
    const next = steps[index + 1];
    return next ? [{ from: card.id, to: next.card.id, drawn: false, back: false }] : [];
  });
  return { steps, ways };
}
