import { describe, expect, it } from 'vitest';
import { blueprintOf } from './blueprint.model';
import type { MapContent } from './map.model';
import { flowOf, momentsOf } from './times.model';

const map: MapContent = {
  name: 'Map',
  stages: ['s1', 's2'].map((id) => ({ id, name: id, hue: 'neutral' })),
  lanes: [
    { id: 'b', kind: 'backstage' },
    { id: 't', kind: 'touchpoints' },
    { id: 'g', kind: 'goals' },
    { id: 'a', kind: 'actions' },
  ],
  cards: [
    { id: '1', stage: 's1', lane: 't', title: 'one' },
    { id: '2', stage: 's1', lane: 't', title: 'two', next: [{ card: '3' }, { card: '1', label: 'again' }] },
    { id: '3', stage: 's2', lane: 't', title: 'three', next: [{ card: '5' }] },
    { id: '4', stage: 's2', lane: 'g', title: 'goal' },
    { id: '5', stage: 's2', lane: 'a', title: 'acts' },
  ],
  emotions: [],
};

describe('views of a map', () => {
  it('should put measured cards by their time, with the time between', () => {
    const moments = momentsOf(map, {
      cards: [
        { card: '3', persons: 2, medianSecondsFromStart: 3700 },
        { card: '1', persons: 5, medianSecondsFromStart: 0 },
        { card: '2', persons: 3, medianSecondsFromStart: 100 },
        { card: 'gone', persons: 3, medianSecondsFromStart: 1 },
        { card: '5', persons: 0 },
      ],
      ways: [],
    });
    expect(moments.map(({ card, since }) => [card.id, since])).toEqual([
      ['1', 0],
      ['2', 100],
      ['3', 3600],
    ]);
    expect((moments[2]?.room ?? 0) > (moments[1]?.room ?? 0)).toBe(true);
  });

  it('should lead on to the next step unless ways were drawn, and know loops', () => {
    const { steps, ways } = flowOf(map);
    expect(steps.map(({ card, column, row }) => [card.id, column, row])).toEqual([
      ['1', 0, 0],
      ['2', 0, 1],
      ['3', 1, 0],
      ['5', 1, 1],
    ]);
    expect(ways).toEqual([
      { from: '1', to: '2', drawn: false, back: false },
      { from: '2', to: '3', drawn: true, back: false },
      { from: '2', to: '1', drawn: true, back: true, label: 'again' },
      { from: '3', to: '5', drawn: true, back: false },
    ]);
  });

  it('should order the lanes as a blueprint', () => {
    const { map: drawn, lines } = blueprintOf(map);
    expect(drawn.lanes.map((lane) => lane.kind)).toEqual(['goals', 'actions', 'touchpoints', 'backstage']);
    expect([...lines]).toEqual([
      ['t', 'frontstage'],
      ['b', 'backstage'],
    ]);
  });
});
