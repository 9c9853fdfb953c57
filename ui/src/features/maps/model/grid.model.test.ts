import { describe, expect, it } from 'vitest';
import { type Arrow, cellKey, cellsOf, firstSpot, nextPlace, nextSpot, spotAfterRemoval } from './grid.model';
import { laptopMap } from './laptop.fixture';
import { editCard, type MapContent, moveCard, placeOf } from './map.model';

const map: MapContent = laptopMap();
const cells = cellsOf(map);
const at = (stage: string, lane: string, index: number) => cells.get(cellKey(stage, lane))?.[index];

describe('grid', () => {
  it('should keep the arrays of cells that did not change', () => {
    const changed = at('purchase', 'touchpoints', 1);
    const next = cellsOf(editCard(map, changed?.id ?? '', { title: 'x' }), cells);
    const kept = [...next].filter(([key, cards]) => cells.get(key) === cards);
    expect(kept.length).toBe(next.size - 1);
  });

  it('should walk through cells and skip the emotions', () => {
    const start = firstSpot(map, cells);
    expect(start?.card).toBe(at('awareness', 'goals', 0)?.id);
    if (!start) return;
    const down = nextSpot(map, cells, start, 'ArrowDown');
    expect(down.card).toBe(at('awareness', 'touchpoints', 0)?.id);
    const pains = nextSpot(map, cells, down, 'ArrowDown');
    expect(pains).toEqual({ stage: 'awareness', lane: 'pains', card: null });
    const right = nextSpot(map, cells, pains, 'ArrowRight');
    expect(right.card).toBe(at('consideration', 'pains', 0)?.id);
    expect(nextSpot(map, cells, start, 'ArrowLeft')).toEqual(start);
    expect(nextSpot(map, cells, start, 'ArrowUp')).toEqual(start);
  });

  it('should enter a cell from below at its last card', () => {
    const pain = { stage: 'purchase', lane: 'pains', card: at('purchase', 'pains', 0)?.id ?? null };
    expect(nextSpot(map, cells, pain, 'ArrowUp').card).toBe(at('purchase', 'touchpoints', 2)?.id);
  });

  it('should reach every cell with a card moved by the keyboard, and come back', () => {
    const back: Record<Arrow, Arrow> = {
      ArrowUp: 'ArrowDown',
      ArrowDown: 'ArrowUp',
      ArrowLeft: 'ArrowRight',
      ArrowRight: 'ArrowLeft',
    };
    for (const arrow of Object.keys(back) as Arrow[]) {
      const card = at('consideration', 'touchpoints', 0);
      const place = card && nextPlace(map, cells, card, arrow);
      if (!card || !place) throw new Error(`no way ${arrow}`);
      const moved = moveCard(map, card.id, place);
      expect(moved, arrow).not.toBe(map);
      const there = moved.cards.find(({ id }) => id === card.id);
      const home = there && nextPlace(moved, cellsOf(moved), there, back[arrow]);
      expect(home && placeOf(moveCard(moved, card.id, home), card.id), arrow).toEqual(placeOf(map, card.id));
    }
  });

  it('should put the focus on a neighbour when a card is gone', () => {
    const cart = at('purchase', 'touchpoints', 0);
    const alone = at('purchase', 'pains', 0);
    if (!cart || !alone) throw new Error('the template changed');
    expect(spotAfterRemoval(cells, cart).card).toBe(at('purchase', 'touchpoints', 1)?.id);
    expect(spotAfterRemoval(cells, alone).card).toBeNull();
  });
});
