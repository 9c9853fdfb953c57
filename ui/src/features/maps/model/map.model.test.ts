import { describe, expect, it } from 'vitest';
import {
  addCard,
  addStage,
  cardsIn,
  editCard,
  type MapContent,
  moveCard,
  moveLane,
  moveStage,
  placeOf,
  putEmotion,
  removeCard,
  removeLane,
  removeStage,
  renameLane,
} from './map.model';

const card = (id: string, stage = 's1', lane = 'l1') => ({ id, stage, lane, title: id });
const map: MapContent = {
  name: 'Map',
  stages: [
    { id: 's1', name: 'One', hue: 'awareness' },
    { id: 's2', name: 'Two', hue: 'purchase' },
  ],
  lanes: [
    { id: 'l1', kind: 'goals' },
    { id: 'l2', kind: 'emotions' },
    { id: 'l3', kind: 'pains', name: 'Trouble' },
  ],
  cards: [card('a'), card('b'), card('c', 's2'), card('d')],
  emotions: [{ id: 'e', stage: 's2', position: 0.5, value: 1 }],
};
const ids = (content: MapContent, stage: string, lane = 'l1') => cardsIn(content, stage, lane).map(({ id }) => id);

describe('map', () => {
  it('should add a card at the end or at a place of its cell', () => {
    expect(ids(addCard(map, card('x')), 's1')).toEqual(['a', 'b', 'd', 'x']);
    expect(ids(addCard(map, card('x'), 1), 's1')).toEqual(['a', 'x', 'b', 'd']);
  });

  it('should move a card to any place of any cell and back', () => {
    for (const stage of ['s1', 's2']) {
      for (let index = 0; index <= 3; index++) {
        const moved = moveCard(map, 'b', { stage, lane: 'l1', index });
        const at = placeOf(moved, 'b');
        expect(at?.stage).toBe(stage);
        expect(at?.index).toBe(Math.min(index, ids(moved, stage).length - 1));
        expect(ids(moveCard(moved, 'b', { stage: 's1', lane: 'l1', index: 1 }), 's1')).toEqual(['a', 'b', 'd']);
      }
    }
  });

  it('should say that a card dropped where it was did not move', () => {
    expect(moveCard(map, 'b', { stage: 's1', lane: 'l1', index: 1 })).toBe(map);
  });

  it('should forget a field that was emptied', () => {
    const bound = editCard(map, 'a', { binding: { event: 'X' } });
    expect(Object.keys(editCard(bound, 'a', { binding: undefined }).cards[0] ?? {})).not.toContain('binding');
    expect(removeCard(map, 'a').cards.length).toBe(3);
  });

  it('should take what is in a stage away with it, but never the last stage', () => {
    const rest = removeStage(map, 's2');
    expect(rest.cards.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
    expect(rest.emotions).toEqual([]);
    expect(removeStage(rest, 's1')).toBe(rest);
  });

  it('should give a new stage a hue of its own, next to its neighbour', () => {
    const next = addStage(map, 'New', 's1');
    expect(next.stages.map((stage) => stage.name)).toEqual(['One', 'New', 'Two']);
    expect(next.stages[1]?.hue).toBe('consideration');
  });

  it('should keep stages and lanes inside the map when moved', () => {
    expect(moveStage(map, 's1', 1).stages.map(({ id }) => id)).toEqual(['s2', 's1']);
    expect(moveStage(map, 's1', -1).stages.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(moveLane(map, 'l1', 9).lanes.map(({ id }) => id)).toEqual(['l2', 'l3', 'l1']);
    expect(removeLane(map, 'l1').cards).toEqual([]);
  });

  it('should give a lane its own name back when the name is emptied', () => {
    expect(renameLane(map, 'l3', ' ').lanes[2]).toEqual({ id: 'l3', kind: 'pains' });
  });

  it('should replace a feeling that is there and add one that is not', () => {
    expect(putEmotion(map, { id: 'e', stage: 's1', position: 0, value: -2 }).emotions).toHaveLength(1);
    expect(putEmotion(map, { id: 'f', stage: 's1', position: 0, value: -2 }).emotions).toHaveLength(2);
  });
});
