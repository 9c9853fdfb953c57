import { describe, expect, it } from 'vitest';
import {
  arrowsOf,
  curveOf,
  endId,
  initialProcess,
  layoutProcess,
  type Place,
  partOf,
  requestOf,
  startId,
  thickness,
} from './process.model';

const activity = (label: string, occurrences: number, starts = 0, ends = 0) => ({
  label,
  occurrences,
  persons: occurrences,
  starts,
  ends,
});
const edge = (from: string, to: string, count: number) => ({
  from,
  to,
  count,
  persons: count,
  medianSeconds: 9,
  p90Seconds: 20,
});
const result = {
  cases: 100,
  persons: 80,
  activities: [activity('A', 100, 99, 10), activity('B', 90, 1, 5), activity('C', 60, 0, 85)],
  edges: [edge('A', 'B', 85), edge('B', 'C', 60), edge('C', 'A', 7)],
  allEdges: 3,
  variants: [],
  distinctVariants: 4,
  casesNotToldApart: 0,
  grouped: 0,
};

describe('process map', () => {
  it('should leave out what is blank, and a gap without journeys', () => {
    expect(requestOf({ ...initialProcess, gap: 'PT2H' })).not.toHaveProperty('gap');
    expect(requestOf({ ...initialProcess, per: 'journey', gap: 'PT2H', label: 'path' })).toMatchObject({
      gap: 'PT2H',
      label: 'path',
    });
  });

  it('should show starts and ends that matter', () => {
    const arrows = arrowsOf(result);
    expect(arrows.filter((arrow) => arrow.from === startId).map((arrow) => arrow.to)).toEqual(['A']);
    expect(arrows.filter((arrow) => arrow.to === endId).map((arrow) => arrow.from)).toEqual(['C', 'A', 'B']);
  });

  it('should place each activity below the one it is mostly reached from', () => {
    const layers = new Map(layoutProcess(result).map((place) => [place.id, place.layer]));
    expect([...layers]).toEqual([
      [startId, 0],
      ['A', 1],
      ['B', 2],
      ['C', 3],
      [endId, 4],
    ]);
  });

  it('should place an activity that no arrow shown reaches', () => {
    const lonely = { ...result, activities: [...result.activities, activity('D', 1)] };
    expect(layoutProcess(lonely).find((place) => place.id === 'D')?.layer).toBe(1);
  });

  it('should go on in a further line where a layer is wide', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const wide = { ...result, activities: names.map((name, place) => activity(name, 9 - place, 9 - place)), edges: [] };
    const places = layoutProcess(wide).filter(({ id }) => names.includes(id));
    expect(places.map((place) => place.layer)).toEqual([1, 1, 1, 1, 2, 2]);
  });

  it('should draw downwards, backwards and around itself', () => {
    const at = (id: string, layer: number): Place => ({ id, layer, x: 0, y: layer * 100 });
    expect(curveOf(at('A', 1), at('B', 2)).path).toMatch(/^M 98 152/);
    expect(curveOf(at('B', 2), at('A', 1)).middle.x).toBeGreaterThan(196);
    expect(curveOf(at('A', 1), at('A', 1)).middle.x).toBeGreaterThan(196);
    expect(thickness(25, 100)).toBe(4.5);
    expect(thickness(1, 0)).toBe(1);
  });

  it('should ask for the people behind starts and ends with empty labels', () => {
    expect(partOf({ from: startId, to: 'A', count: 1 })).toEqual({ label: '', toLabel: 'A' });
    expect(partOf({ from: 'C', to: endId, count: 1 })).toEqual({ label: 'C', toLabel: '' });
  });
});
