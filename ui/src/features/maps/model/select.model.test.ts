import { describe, expect, it } from 'vitest';
import { cellsOf } from './grid.model';
import type { MapContent } from './map.model';
import { clipOf, clipOfText, moveCards, pasteClip, rangeOf, readClip } from './select.model';

const map: MapContent = {
  name: 'Map',
  stages: ['s1', 's2', 's3'].map((id) => ({ id, name: id, hue: 'neutral' })),
  lanes: [
    { id: 'l1', kind: 'actions' },
    { id: 'l2', kind: 'pains' },
  ],
  cards: [
    { id: 'a', stage: 's1', lane: 'l1', title: 'a', next: [{ card: 'c' }, { card: 'e' }] },
    { id: 'b', stage: 's1', lane: 'l1', title: 'b' },
    { id: 'c', stage: 's2', lane: 'l1', title: 'c' },
    { id: 'd', stage: 's2', lane: 'l2', title: 'd', severity: 4 },
    { id: 'e', stage: 's3', lane: 'l2', title: 'e' },
  ],
  emotions: [],
};
const cells = cellsOf(map);

describe('selection', () => {
  it('should take the cells between two cards', () => {
    expect([...rangeOf(map, cells, 'a', 'd')]).toEqual(['a', 'b', 'c', 'd']);
    expect([...rangeOf(map, cells, 'b', 'a')]).toEqual(['a', 'b']);
  });

  it('should move several cards to one place in their order', () => {
    const moved = moveCards(map, ['a', 'd'], { stage: 's2', lane: 'l1', index: 1 });
    expect(moved.cards.filter((card) => card.stage === 's2').map((card) => card.id)).toEqual(['c', 'a', 'd']);
    expect(moveCards(moved, ['c', 'a'], { stage: 's2', lane: 'l1', index: 2 }).cards.map((card) => card.id)).toEqual(
      expect.arrayContaining(['a', 'b', 'c', 'd', 'e']),
    );
  });

  it('should paste a block into another map with its shape and the ways inside it', () => {
    const other: MapContent = {
      ...map,
      lanes: [
        { id: 'p', kind: 'pains' },
        { id: 'x', kind: 'actions' },
      ],
      cards: [],
    };
    const clip = readClip(JSON.stringify(clipOf(map, cells, new Set(['a', 'c', 'd']))));
    if (clip === null) throw new Error('not readable');
    const { map: pasted } = pasteClip(other, clip, { stage: 's2', lane: 'x', card: null });
    expect(pasted.cards.map(({ title, stage, lane }) => [title, stage, lane])).toEqual([
      ['a', 's2', 'x'],
      ['c', 's3', 'x'],
      ['d', 's3', 'p'],
    ]);
    const [a, c] = pasted.cards;
    expect(a?.next).toEqual([{ card: c?.id }]);
    expect(new Set(pasted.cards.map((card) => card.id)).size).toBe(3);
  });

  it('should make a card of each line of a text', () => {
    const { map: pasted } = pasteClip(map, clipOfText('One\n\n Two \r\nThree'), {
      stage: 's3',
      lane: 'l1',
      card: null,
    });
    expect(pasted.cards.slice(-3).map((card) => card.title)).toEqual(['One', 'Two', 'Three']);
    expect(readClip('One')).toBeNull();
  });
});
