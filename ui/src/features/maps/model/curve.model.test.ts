import { describe, expect, it } from 'vitest';
import { curvePath, curvePoints, measuredPoints, nudge, pointAt, slopes, xOf, yOf } from './curve.model';

const stages = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, hue: 'neutral' as const }));
const box = { width: 800, height: 120, margin: 20 };

/** Value of the cubic Hermite piece between two points, as the Bézier path draws it. */
function heights(points: { x: number; y: number }[]): number[] {
  const lean = slopes(points);
  return points.slice(1).flatMap((to, place) => {
    const from = points[place] ?? to;
    const width = to.x - from.x;
    return Array.from({ length: 21 }, (_, step) => {
      const s = step / 20;
      const [y1, y2] = [from.y + (width / 3) * (lean[place] ?? 0), to.y - (width / 3) * (lean[place + 1] ?? 0)];
      return (1 - s) ** 3 * from.y + 3 * (1 - s) ** 2 * s * y1 + 3 * (1 - s) * s ** 2 * y2 + s ** 3 * to.y;
    });
  });
}

describe('curve', () => {
  it('should come back to the same point through pixels', () => {
    for (const position of [0, 0.25, 0.5, 0.99]) {
      for (const value of [-2, -1.5, 0, 0.5, 2]) {
        const [point] = curvePoints(stages, [{ id: 'p', stage: 'c', position, value }]);
        if (!point) throw new Error('no point');
        expect(pointAt(stages, box, xOf(point.x, box), yOf(point.value, box))).toEqual({ stage: 'c', position, value });
      }
    }
  });

  it('should keep points inside the lane wherever the pointer goes', () => {
    expect(pointAt(stages, box, -50, -500)).toEqual({ stage: 'a', position: 0, value: 2 });
    expect(pointAt(stages, box, 5000, 5000)).toEqual({ stage: 'd', position: 1, value: -2 });
  });

  it('should never swing beyond the points it joins', () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    for (let round = 0; round < 300; round++) {
      const points = Array.from({ length: 6 }, (_, place) => ({ x: place * 100 + random() * 90, y: random() * 4 - 2 }));
      const drawn = heights(points);
      points.slice(1).forEach((to, place) => {
        const from = points[place] ?? to;
        const piece = drawn.slice(place * 21, place * 21 + 21);
        expect(Math.min(...piece), `round ${round}`).toBeGreaterThanOrEqual(Math.min(from.y, to.y) - 1e-9);
        expect(Math.max(...piece), `round ${round}`).toBeLessThanOrEqual(Math.max(from.y, to.y) + 1e-9);
      });
    }
  });

  it('should draw from left to right whatever the order of the points', () => {
    const points = curvePoints(stages, [
      { id: '2', stage: 'd', position: 0.5, value: 1 },
      { id: '1', stage: 'a', position: 0.5, value: -1 },
    ]);
    expect(curvePath(points, box)).toBe('M100 80 C300 66.7 500 53.3 700 40');
    expect(curvePath([], box)).toBe('');
    expect(curvePoints(stages, [{ id: 'x', stage: 'gone', position: 0, value: 0 }])).toEqual([]);
  });

  it('should cross the border of a stage with the keyboard, and stop at the ends', () => {
    const point = { id: 'p', stage: 'a', position: 0.95, value: 2 };
    expect(nudge(stages, point, 'ArrowRight')).toMatchObject({ stage: 'b', position: 0.05 });
    expect(nudge(stages, { ...point, position: 0.05 }, 'ArrowLeft')).toMatchObject({ stage: 'a', position: 0 });
    expect(nudge(stages, point, 'ArrowUp').value).toBe(2);
    expect(nudge(stages, point, 'ArrowDown').value).toBe(1.5);
  });

  it('should show only what was measured', () => {
    expect(measuredPoints(stages, [{ stage: 'b', satisfaction: -0.5 }, { stage: 'c' }])).toEqual([
      { id: 'b', x: 0.375, value: -0.5 },
    ]);
  });
});
