import { describe, expect, it } from 'vitest';
import { type Known, likeness, suggestions } from './suggest.model';

const known: Known = {
  events: [
    { name: 'Page Viewed', count: 9000 },
    { name: 'Reviews Read', count: 300 },
    { name: 'Review Written', count: 30 },
    { name: 'Checkout Started', count: 100 },
  ],
  touchpoints: [
    { id: 't1', name: 'Customer reviews', binding: { event: 'Reviews Read' } },
    { id: 't2', name: 'Store' },
  ],
  places: new Map([
    ['Reviews Read', 0.4],
    ['Review Written', 1],
  ]),
};

describe('suggestions for a card', () => {
  it('should find what is named alike, whatever its form', () => {
    expect(likeness('Reads reviews', 'Reviews Read')).toBe(1);
    expect(likeness('Reads reviews', 'Checkout Started')).toBeLessThan(0.2);
    expect(suggestions('Goes to the checkout', 0.6, known)[0]?.match.event).toBe('Checkout Started');
  });

  it('should prefer a touchpoint of the catalogue to the bare event, and name each event once', () => {
    const found = suggestions('Reads the reviews', 0.4, known);
    expect(found[0]).toMatchObject({ label: 'Customer reviews', touchpoint: 't1' });
    expect(found.filter(({ match }) => match.event === 'Reviews Read')).toHaveLength(1);
  });

  it('should let the place in the journey decide between names equally like', () => {
    const bare = { ...known, touchpoints: [] };
    expect(suggestions('Review', 1, bare)[0]?.label).toBe('Review Written');
    expect(suggestions('Review', 0.4, bare)[0]?.label).toBe('Reviews Read');
  });
});
