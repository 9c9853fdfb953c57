import { newId } from '@/kit/edit/newId';
import type { EmotionPoint, MapStage } from './map.model';

/** A point of the lane: x from 0 to 1 across all stages, value from -2 to +2. */
export type CurvePoint = { id: string; x: number; value: number };
/** `edges`: where the columns begin and the last one ends, in pixels, if they are not equally wide. */
export type Box = { width: number; height: number; margin: number; edges?: readonly number[] };

export const emotionValues = [2, 1, 0, -1, -2] as const;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export function curvePoints(stages: readonly MapStage[], emotions: readonly EmotionPoint[]): CurvePoint[] {
  return emotions
    .flatMap((point) => {
      const stage = stages.findIndex((candidate) => candidate.id === point.stage);
      return stage < 0 ? [] : [{ id: point.id, x: (stage + point.position) / stages.length, value: point.value }];
    })
    .sort((a, b) => a.x - b.x);
}

/** The measured satisfaction, in the middle of each stage that has one. */
export function measuredPoints(
  stages: readonly MapStage[],
  measured: readonly { stage: string; satisfaction?: number }[],
): CurvePoint[] {
  return stages.flatMap((stage, place) => {
    const value = measured.find((candidate) => candidate.stage === stage.id)?.satisfaction;
    return value === undefined ? [] : [{ id: stage.id, x: (place + 0.5) / stages.length, value }];
  });
}

export function xOf(x: number, { width, edges = [] }: Box): number {
  const columns = edges.length - 1;
  if (columns < 1) return x * width;
  const place = clamp(Math.floor(x * columns), 0, columns - 1);
  const [left = 0, right = width] = [edges[place], edges[place + 1]];
  return left + (x * columns - place) * (right - left);
}

/** Back from pixels to 0…1 across all columns. */
function acrossOf(left: number, { width, edges = [] }: Box): number {
  const columns = edges.length - 1;
  if (columns < 1) return clamp(left / width, 0, 1);
  const after = edges.findIndex((edge) => edge > left);
  const place = after < 0 ? columns - 1 : Math.max(0, after - 1);
  const [start = 0, end = width] = [edges[place], edges[place + 1]];
  return clamp((place + (left - start) / (end - start)) / columns, 0, 1);
}

export const yOf = (value: number, box: Box) => box.margin + ((2 - value) / 4) * (box.height - 2 * box.margin);

/** Back from pixels; the value snaps to halves, which is as fine as a feeling can be told. */
export function pointAt(stages: readonly MapStage[], box: Box, left: number, top: number): Omit<EmotionPoint, 'id'> {
  const across = acrossOf(left, box) * stages.length;
  const place = Math.min(stages.length - 1, Math.floor(across));
  const value = 2 - ((top - box.margin) / (box.height - 2 * box.margin)) * 4;
  return {
    stage: stages[place]?.id ?? '',
    position: clamp(Math.round((across - place) * 100) / 100, 0, 1),
    value: clamp(Math.round(value * 2) / 2, -2, 2),
  };
}

export function newEmotion(at: Omit<EmotionPoint, 'id'>): EmotionPoint {
  return { id: newId('e-'), ...at };
}

/** One step of the keyboard: a half up or down, a tenth of a stage left or right, also across its border. */
export function nudge(stages: readonly MapStage[], point: EmotionPoint, key: string): EmotionPoint {
  if (key === 'ArrowUp') return { ...point, value: clamp(point.value + 0.5, -2, 2) };
  if (key === 'ArrowDown') return { ...point, value: clamp(point.value - 0.5, -2, 2) };
  const place = stages.findIndex((stage) => stage.id === point.stage);
  const across = clamp(place + point.position + (key === 'ArrowLeft' ? -0.1 : 0.1), 0, stages.length);
  const next = Math.min(stages.length - 1, Math.floor(across + 1e-9));
  const position = clamp(Math.round((across - next) * 100) / 100, 0, 1);
  return { ...point, stage: stages[next]?.id ?? point.stage, position };
}

/**
 * Slopes of a monotone cubic through the points (Fritsch and Carlson, SIAM J. Numer. Anal. 17, 1980): the line never
 * swings beyond a feeling that was set.
 */
export function slopes(points: readonly { x: number; y: number }[]): number[] {
  const secants = points.slice(1).map((point, place) => {
    const before = points[place] ?? point;
    return point.x === before.x ? 0 : (point.y - before.y) / (point.x - before.x);
  });
  const result = points.map((_, place) => {
    const left = secants[place - 1];
    const right = secants[place];
    if (left === undefined || right === undefined) return left ?? right ?? 0;
    return left * right <= 0 ? 0 : (left + right) / 2;
  });
  secants.forEach((secant, place) => {
    const a = result[place] ?? 0;
    const b = result[place + 1] ?? 0;
    if (secant === 0) {
      result[place] = 0;
      result[place + 1] = 0;
      return;
    }
    const length = Math.hypot(a / secant, b / secant);
    if (length > 3) {
      result[place] = (3 / length) * a;
      result[place + 1] = (3 / length) * b;
    }
  });
  return result;
}

const rounded = (value: number) => Math.round(value * 10) / 10;

/** One smooth line through the points, from left to right, as an SVG path. */
export function curvePath(points: readonly CurvePoint[], box: Box): string {
  const spots = points.map((point) => ({ x: xOf(point.x, box), y: yOf(point.value, box) }));
  const [first, ...rest] = spots;
  if (first === undefined) return '';
  const lean = slopes(spots);
  let path = `M${rounded(first.x)} ${rounded(first.y)}`;
  let from = first;
  rest.forEach((to, place) => {
    const third = (to.x - from.x) / 3;
    const c1 = `${rounded(from.x + third)} ${rounded(from.y + third * (lean[place] ?? 0))}`;
    const c2 = `${rounded(to.x - third)} ${rounded(to.y - third * (lean[place + 1] ?? 0))}`;
    path += ` C${c1} ${c2} ${rounded(to.x)} ${rounded(to.y)}`;
    from = to;
  });
  return path;
}

/** The height of the smooth line at x (both in pixels); beyond its ends it stays level. */
function heightAt(spots: readonly { x: number; y: number }[], lean: readonly number[], x: number): number {
  const after = spots.findIndex((spot) => spot.x >= x);
  const [from, to] = [spots[after - 1], spots[after]];
  if (from === undefined || to === undefined) return (after === 0 ? spots[0] : spots.at(-1))?.y ?? 0;
  const width = to.x - from.x || 1;
  const u = (x - from.x) / width;
  const [m0, m1] = [(lean[after - 1] ?? 0) * width, (lean[after] ?? 0) * width];
  return (
    (2 * u ** 3 - 3 * u ** 2 + 1) * from.y +
    (u ** 3 - 2 * u ** 2 + u) * m0 +
    (3 * u ** 2 - 2 * u ** 3) * to.y +
    (u ** 3 - u ** 2) * m1
  );
}

/** The ground between what was designed and what was measured, where there is both. */
export function gapPath(designed: readonly CurvePoint[], measured: readonly CurvePoint[], box: Box): string {
  const spotsOf = (points: readonly CurvePoint[]) =>
    points.map((point) => ({ x: xOf(point.x, box), y: yOf(point.value, box) }));
  const lines = [spotsOf(designed), spotsOf(measured)].map((spots) => ({ spots, lean: slopes(spots) }));
  const start = Math.max(...lines.map(({ spots }) => spots[0]?.x ?? 0));
  const end = Math.min(...lines.map(({ spots }) => spots.at(-1)?.x ?? 0));
  if (end <= start) return '';
  const steps = Math.max(2, Math.ceil((end - start) / 6));
  const along = Array.from({ length: steps + 1 }, (_, step) => start + ((end - start) * step) / steps);
  const [there = [], back = []] = lines.map(({ spots, lean }) =>
    along.map((x) => `${rounded(x)} ${rounded(heightAt(spots, lean, x))}`),
  );
  return `M${there.join(' L')} L${back.reverse().join(' L')} Z`;
}
