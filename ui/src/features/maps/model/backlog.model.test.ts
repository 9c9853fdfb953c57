import { describe, expect, it } from 'vitest';
import { backlogOf, type CardOfMap, changesOf, gapMatrix, placesOf, ranked, scored } from './backlog.model';

const card = (id: string, hue: CardOfMap['stage']['hue'], more: Partial<CardOfMap> = {}): CardOfMap => ({
  map: 'm',
  mapName: 'Map',
  mapKind: 'asIs',
  lane: 'content',
  stage: { id: 's', name: hue, hue },
  card: { id, stage: 's', lane: 'l', title: id },
  ...more,
});
const worth = (id: string, opportunity: NonNullable<CardOfMap['card']['opportunity']>) =>
  card(id, 'purchase', { card: { id, stage: 's', lane: 'l', title: id, opportunity } });

describe('backlog', () => {
  it('should put much value for little effort first', () => {
    const backlog = backlogOf([
      worth('dear', { customerValue: 5, businessValue: 5, effort: 5 }),
      card('unscored', 'purchase'),
      worth('cheap', { customerValue: 4, businessValue: 2, effort: 1 }),
      worth('half', { customerValue: 4 }),
    ]);
    expect(backlog.map((one) => [one.card.id, one.score])).toEqual([
      ['cheap', 3],
      ['dear', 1],
      ['unscored', null],
      ['half', null],
    ]);
  });

  it('should place what is scored along effort and value, and beside what stands there already', () => {
    const places = placesOf(
      ranked([
        scored(worth('a', { customerValue: 5, effort: 1 })),
        scored(worth('b', { businessValue: 5, effort: 1 })),
        scored(worth('c', { customerValue: 1, effort: 5 })),
        scored(worth('d', { customerValue: 1 })),
      ]),
    );
    expect(places.map(({ card, left, bottom, beside }) => [card.rank, left, bottom, beside])).toEqual([
      [1, 0, 1, 0],
      [2, 0, 1, 1],
      [3, 1, 0, 0],
    ]);
  });

  it('should change only what was written anew', () => {
    const { card: before } = worth('a', { effort: 2, owner: 'Ada' });
    expect(changesOf(before, { title: 'a ', opportunity: { effort: 2, owner: 'Ada' } })).toEqual([]);
    expect(changesOf(before, { title: 'b', opportunity: { effort: 3, owner: '' } })).toEqual([
      { type: 'set', part: 'cards', id: 'a', field: 'title', value: 'b' },
      { type: 'set', part: 'cards', id: 'a', field: 'opportunity', value: { effort: 3 } },
    ]);
    expect(changesOf(before, { title: 'a', opportunity: {} })).toEqual([
      { type: 'set', part: 'cards', id: 'a', field: 'opportunity' },
    ]);
  });

  it('should find the gaps of contents', () => {
    const rows = gapMatrix([card('a', 'awareness', { persona: 'p1' }), card('b', 'purchase')], ['p1', 'p2']);
    expect(rows.map(({ persona, gaps }) => [persona, gaps])).toEqual([
      ['p1', 4],
      ['p2', 5],
      [null, 4],
    ]);
  });
});
