import { describe, expect, it } from 'vitest';
import type { MapContent } from '../model/map.model';
import { type Notice, orderWords, placeWords, together, withOther } from './notices.model';

const map: MapContent = {
  name: 'Map',
  stages: [
    { id: 's0', name: 'One', hue: 'neutral' },
    { id: 's1', name: 'Two', hue: 'neutral' },
  ],
  lanes: [
    { id: 'l0', kind: 'actions', name: 'Do' },
    { id: 'l1', kind: 'pains' },
  ],
  cards: ['a', 'x', 'b', 'c'].map((id) => ({
    id,
    stage: id === 'x' ? 's1' : 's0',
    lane: 'l0',
    title: id.toUpperCase(),
  })),
  emotions: [],
};
const notice = (more: Partial<Notice>): Notice => ({
  told: 'overwritten',
  part: 'cards',
  id: 'a',
  title: 'A',
  by: 'Anna',
  client: 'w',
  ...more,
});

describe('what two people did at once', () => {
  it('should give the other value back and leave the rest', () => {
    expect(withOther(map, notice({ field: 'title', value: 'Other' })).cards[0]?.title).toBe('Other');
    expect(withOther(map, notice({ part: 'map', id: '', field: 'name', value: 'Name' })).name).toBe('Name');
    expect(withOther(map, notice({ told: 'kept' }))).toBe(map);
    expect(withOther(map, notice({ id: 'gone', field: 'title', value: 'Other' }))).toEqual(map);
  });

  it('should put a cell in the other order without moving what stands elsewhere', () => {
    const order = notice({ told: 'reordered', value: ['c', 'gone', 'a', 'b'] });
    expect(withOther(map, order).cards.map(({ id }) => id)).toEqual(['c', 'x', 'a', 'b']);
    expect(orderWords(map, order)).toBe('C → A → B');
  });

  it('should take a moved card as one thing', () => {
    const stage = notice({ field: 'stage', value: 's1' });
    const lane = notice({ field: 'lane', value: 'l0' });
    expect(together([stage, notice({ field: 'title' }), lane]).map((group) => group.length)).toEqual([2, 1]);
    expect(placeWords(map, [stage, lane])).toBe('Two · Do');
    const moved = notice({ told: 'moved', value: { stage: 's1', lane: 'l1' } });
    expect(withOther(map, moved).cards[0]).toMatchObject({ stage: 's1', lane: 'l1' });
  });
});
