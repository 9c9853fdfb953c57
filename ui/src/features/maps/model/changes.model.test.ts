import { describe, expect, it } from 'vitest';
import { applied, changesBetween } from './changes.model';
import type { MapContent } from './map.model';

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const card = (id: string) => ({ id, stage: 's0', lane: 'l0', title: id });

function map(cards: string[]): MapContent {
  return {
    name: 'Map',
    stages: ['s0', 's1', 's2'].map((id) => ({ id, name: id, hue: 'neutral' })),
    lanes: [{ id: 'l0', kind: 'actions' }],
    cards: cards.map(card),
    emotions: [],
  };
}

function changed(from: MapContent, random: (below: number) => number): MapContent {
  const next = structuredClone(from);
  for (let round = 0; round < 6; round++) {
    const at = random(next.cards.length + 1);
    const there = next.cards[at];
    const action = random(6);
    if (action === 0) next.cards.splice(at, 0, card(`n${round}-${random(1000)}`));
    if (action === 1 && there) there.title = `title ${random(99)}`;
    if (action === 2) next.cards.splice(at, 1);
    if (action === 3 && there) next.cards.splice(random(next.cards.length), 0, ...next.cards.splice(at, 1));
    if (action === 4 && there) there.severity = 1 + random(5);
    if (action === 5) next.stages.reverse();
  }
  return next;
}

describe('changes between maps', () => {
  it('should lead from any map to any other', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomOf(seed);
      const before = changed(map(['a', 'b', 'c', 'd', 'e']), random);
      const after = changed(before, random);
      expect(applied(before, changesBetween(before, after)), `seed ${seed}`).toEqual(after);
    }
  });

  it('should be as small as what was done', () => {
    const before = map(['a', 'b', 'c', 'd']);
    expect(changesBetween(before, before)).toEqual([]);
    const typed = structuredClone(before);
    if (typed.cards[1]) typed.cards[1].title = 'Reads reviews';
    expect(changesBetween(before, typed)).toEqual([
      { type: 'set', part: 'cards', id: 'b', field: 'title', value: 'Reads reviews' },
    ]);
    const moved = { ...before, cards: ['d', 'a', 'b', 'c'].map(card) };
    expect(changesBetween(before, moved)).toEqual([{ type: 'move', part: 'cards', id: 'd', after: '' }]);
    const emptied = { ...typed, cards: typed.cards.map(({ severity: _, ...rest }) => rest) };
    const severe = { ...typed, cards: typed.cards.map((one) => ({ ...one, severity: 3 })) };
    expect(changesBetween(severe, emptied)).toHaveLength(4);
    expect(changesBetween(severe, emptied)[0]).toEqual({ type: 'set', part: 'cards', id: 'a', field: 'severity' });
  });
});
