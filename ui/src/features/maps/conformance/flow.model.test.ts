import { describe, expect, it } from 'vitest';
import type { MapContent } from '../model/map.model';
import { flowOfDeviation, flowOfMap, type SkeletonWords } from './flow.model';

const words: SkeletonWords = {
  wait: (card) => `until ${card}`,
  reminder: (card) => `remind of ${card}`,
  subject: (card) => `about ${card}`,
  body: (card) => `<p>${card}</p>`,
};
const map: MapContent = {
  name: 'To be',
  goal: { event: 'C' },
  stages: [{ id: 's', name: 'One', hue: 'awareness' }],
  lanes: [{ id: 't', kind: 'touchpoints' }],
  cards: ['a', 'b', 'c'].map((id, at) => ({
    id,
    stage: 's',
    lane: 't',
    title: id.toUpperCase(),
    binding: { event: id.toUpperCase() },
    step: at === 1 ? ('optional' as const) : ('mandatory' as const),
  })),
  emotions: [],
};

describe('flow skeleton of a map', () => {
  it('should wait for each card in turn and remind of mandatory ones', () => {
    const skeleton = flowOfMap(map, [], words);
    const steps = skeleton?.content.definition.steps ?? [];
    expect(skeleton?.content.definition.entry).toEqual({ type: 'event', match: { event: 'A' }, next: 'card-b' });
    expect(steps.map(({ id }) => id)).toEqual(['card-b', 'card-c', 'remind-c', 'end']);
    expect(steps[0]).toMatchObject({ next: 'card-c', timeoutNext: 'card-c', match: { event: 'B' } });
    expect(steps[1]).toMatchObject({ next: 'end', timeoutNext: 'remind-c' });
    expect(skeleton?.links).toEqual([
      { card: 'a', step: 'entry' },
      { card: 'b', step: 'card-b' },
      { card: 'c', step: 'card-c' },
    ]);
    // Every step that is named exists.
    const ids = new Set(steps.map(({ id }) => id));
    for (const { next, timeoutNext } of steps)
      for (const named of [next, timeoutNext]) expect(named === undefined || ids.has(named)).toBe(true);
  });

  it('should need two bound cards', () => {
    expect(flowOfMap({ ...map, cards: map.cards.slice(0, 1) }, [], words)).toBeNull();
  });
});

describe('flow against a deviation', () => {
  it('should begin where the card before was come by', () => {
    const skeleton = flowOfDeviation('Skips C', { kind: 'missing', card: 'c' }, map, [], words);
    expect(skeleton?.content.definition.entry.match).toEqual({ event: 'A' });
    expect(skeleton?.content.definition.goal).toEqual({ event: 'C' });
    expect(skeleton?.links).toEqual([{ card: 'c', step: 'card-c' }]);
  });

  it('should not be possible for the first card or a touchpoint off the map', () => {
    expect(flowOfDeviation('', { kind: 'missing', card: 'a' }, map, [], words)).toBeNull();
    expect(flowOfDeviation('', { kind: 'adHoc' }, map, [], words)).toBeNull();
  });
});
