import { describe, expect, it } from 'vitest';
import { laptopMap } from '../model/laptop.fixture';
import { feelingOf, slidesOf, turned } from './present.model';

describe('presentation', () => {
  it('should show what the map is about and then each stage with what is in it', () => {
    const map = laptopMap();
    const slides = slidesOf(map);
    expect(slides.map((slide) => (slide.kind === 'stage' ? slide.stage.id : slide.kind))).toEqual([
      'title',
      ...map.stages.map((stage) => stage.id),
    ]);
    const shown = slides.flatMap((slide) => (slide.kind === 'stage' ? slide.lanes.flatMap(({ cards }) => cards) : []));
    expect(shown.map((card) => card.id).sort()).toEqual(map.cards.map((card) => card.id).sort());
    const empty = slides.flatMap((slide) => (slide.kind === 'stage' ? slide.lanes : [])).filter((l) => !l.cards.length);
    expect(empty).toEqual([]);
    expect(slidesOf({ ...map, stages: [], cards: [] })).toEqual([{ kind: 'title' }]);
  });

  it('should turn by keys and stop at both ends', () => {
    expect(['ArrowRight', ' ', 'PageDown'].map((key) => turned(key, 1, 4))).toEqual([2, 2, 2]);
    expect(['ArrowLeft', 'PageUp', 'Home', 'End'].map((key) => turned(key, 2, 4))).toEqual([1, 1, 0, 3]);
    expect([turned('ArrowRight', 3, 4), turned('ArrowLeft', 0, 4), turned('x', 1, 4)]).toEqual([3, 0, null]);
  });

  it('should tell a feeling with its sign', () => {
    const number = (value: number, digits: number) => value.toFixed(digits);
    const told = [1, 0, -1.5, 0.4, -0.04, 1.26].map((value) => feelingOf(value, number));
    expect(told).toEqual(['+1', '0', '−1.5', '+0.4', '0', '+1.3']);
  });
});
