import { describe, expect, it } from 'vitest';
import { laptopMap } from './laptop.fixture';
import { addCard, addStage, editCard, type MapContent, moveCard, removeLane, removeStage } from './map.model';
import { mergeMaps } from './merge.model';

const base: MapContent = laptopMap();
const card = { id: 'new', stage: 'advocacy', lane: 'pains', title: 'New' };
const first = base.cards[0]?.id ?? '';
const second = base.cards[1]?.id ?? '';

describe('merging maps', () => {
  it('should keep the cards that both added and the edits that both made', () => {
    const mine = editCard(addCard(base, card), first, { title: 'Mine' });
    const theirs = moveCard(editCard(base, second, { title: 'Theirs' }), first, {
      stage: 'purchase',
      lane: 'pains',
      index: 0,
    });
    const merged = mergeMaps(base, mine, theirs);
    expect(merged.cards.find(({ id }) => id === first)).toMatchObject({ title: 'Mine', stage: 'purchase' });
    expect(merged.cards.find(({ id }) => id === second)?.title).toBe('Theirs');
    expect(merged.cards.some(({ id }) => id === 'new')).toBe(true);
  });

  it('should bring back a stage or lane in which somebody still works', () => {
    const removed = removeLane(removeStage(base, 'advocacy'), 'pains');
    const merged = mergeMaps(base, addCard(base, card), removed);
    expect(merged.stages.map(({ id }) => id)).toContain('advocacy');
    expect(merged.lanes.map(({ id }) => id)).toContain('pains');
    const places = new Set(merged.stages.map(({ id }) => id));
    expect(merged.cards.every(({ stage }) => places.has(stage))).toBe(true);
  });

  it('should let a stage go that nobody needs', () => {
    expect(
      mergeMaps(base, addStage(base, 'More'), removeStage(base, 'retention')).stages.map(({ id }) => id),
    ).not.toContain('retention');
  });

  it('should take the name from whoever changed it', () => {
    expect(mergeMaps(base, { ...base, name: 'Mine' }, base).name).toBe('Mine');
    expect(mergeMaps(base, base, { ...base, name: 'Theirs', persona: 'p' })).toMatchObject({
      name: 'Theirs',
      persona: 'p',
    });
    expect(mergeMaps(base, { ...base, name: 'Mine' }, { ...base, name: 'Theirs' }).name).toBe('Mine');
  });
});
