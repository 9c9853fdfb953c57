import { describe, expect, it } from 'vitest';
import { backlogOf, type CardOfMap, gapMatrix, quadrantOf, scored } from './backlog.model';

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
    expect(backlog.map(quadrantOf)).toEqual(['now', 'plan', null, null]);
    expect(quadrantOf(scored(worth('x', { customerValue: 1, effort: 5 })))).toBe('leave');
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
