import type { MapCard, MapContent, MapLane, MapStage } from '../model/map.model';

/** One page of a presentation: first what the map is about, then a stage each. */
export type Slide =
  | { kind: 'title' }
  | { kind: 'stage'; stage: MapStage; place: number; lanes: readonly { lane: MapLane; cards: readonly MapCard[] }[] };

export function slidesOf(map: MapContent): Slide[] {
  const stages = map.stages.map((stage, place): Slide => {
    const lanes = map.lanes
      .filter((lane) => lane.kind !== 'emotions')
      .map((lane) => ({
        lane,
        cards: map.cards.filter((card) => card.stage === stage.id && card.lane === lane.id),
      }))
      .filter(({ cards }) => cards.length > 0);
    return { kind: 'stage', stage, place, lanes };
  });
  return [{ kind: 'title' }, ...stages];
}

/** Where a key leads, or null when it means nothing here. */
export function turned(key: string, at: number, count: number): number | null {
  const to = {
    ArrowRight: at + 1,
    PageDown: at + 1,
    ' ': at + 1,
    ArrowLeft: at - 1,
    PageUp: at - 1,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

const signs = new Map([
  [1, '+'],
  [-1, '−'],
]);

/** A feeling to one decimal, with its sign: a plain 1 says less than +1. */
export function feelingOf(value: number, number: (value: number, digits: number) => string): string {
  const rounded = Math.round(value * 10) / 10;
  return `${signs.get(Math.sign(rounded)) ?? ''}${number(Math.abs(rounded), Number.isInteger(rounded) ? 0 : 1)}`;
}
