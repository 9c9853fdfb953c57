import type { Schemas } from '@/api/client';

export type ProcessDefinition = Omit<Schemas['ProcessRequest'], 'scope'>;
export type ProcessResult = Schemas['ProcessResult'];
export type ProcessEdge = Schemas['ProcessEdge'];
export type ProcessVariant = Schemas['ProcessVariant'];

/** Where cases start and end; never labels of activities, which are not empty. */
export const startId = '(start)';
export const endId = '(end)';
export const rest = '…';

export const initialProcess: ProcessDefinition = {
  per: 'session',
  label: '',
  collapseRepeats: true,
  activities: 12,
  edges: 0.25,
};

export function requestOf({ label, gap, per, ...others }: ProcessDefinition): ProcessDefinition {
  return {
    ...others,
    ...(per ? { per } : {}),
    ...(label ? { label } : {}),
    ...(gap && per === 'journey' ? { gap } : {}),
  };
}

/** An arrow of the drawing, from or to an activity, the start or the end. */
export type Arrow = { from: string; to: string; count: number; persons?: number; medianSeconds?: number };

/** The edges, and how cases start and end: of those, the few that make up most. */
export function arrowsOf(result: ProcessResult): Arrow[] {
  const ends = (pick: (one: ProcessResult['activities'][number]) => number) => {
    const sorted = result.activities.filter((one) => pick(one) > 0).sort((a, b) => pick(b) - pick(a));
    return sorted.filter((one, place) => place === 0 || pick(one) >= result.cases * 0.02);
  };
  return [
    ...ends((one) => one.starts).map((one) => ({ from: startId, to: one.label, count: one.starts })),
    ...result.edges,
    ...ends((one) => one.ends).map((one) => ({ from: one.label, to: endId, count: one.ends })),
  ];
}

export const cardSize = { width: 196, height: 52 };
const widestLine = 4;
const gap = { x: 56, y: 74 };

export type Place = { id: string; x: number; y: number; layer: number };

/**
 * Layers from top to bottom: activities are reached in falling order of the arrows that lead to them, each one layer
 * below the one it is mostly reached from. Within a layer the mean of the neighbours above decides.
 */
export function layoutProcess(result: ProcessResult): Place[] {
  const arrows = arrowsOf(result);
  const layer = layersOf(
    arrows,
    result.activities.map((one) => one.label),
  );
  const rows: string[][] = [];
  for (const [id, depth] of layer) {
    const row = rows[depth] ?? [];
    rows[depth] = row;
    row.push(id);
  }
  // A layer with many activities goes on in further lines, the strongest first: the map stays readable in its frame.
  const lines = rows.flatMap((row) =>
    Array.from({ length: Math.ceil(row.length / widestLine) }, (_, line) =>
      row.slice(line * widestLine, (line + 1) * widestLine),
    ),
  );
  const lineOf = new Map(lines.flatMap((line, number) => line.map((id) => [id, number] as const)));
  const middle = new Map<string, number>();
  for (const row of lines) {
    const wish = (id: string) => meanOf(arrows, id, middle);
    const sorted = row
      .map((id) => ({ id, wish: wish(id) }))
      .sort((a, b) => a.wish - b.wish)
      .map(({ id }) => id);
    sorted.forEach((id, place) => {
      middle.set(id, place - (sorted.length - 1) / 2);
    });
  }
  return [...layer.keys()].map((id) => {
    const line = lineOf.get(id) ?? 0;
    return {
      id,
      layer: line,
      x: (middle.get(id) ?? 0) * (cardSize.width + gap.x) - cardSize.width / 2,
      y: line * (cardSize.height + gap.y),
    };
  });
}

function layersOf(arrows: readonly Arrow[], labels: readonly string[]): Map<string, number> {
  const layer = new Map([[startId, 0]]);
  const waiting = new Set(labels);
  while (waiting.size > 0) {
    // The strongest arrow from what is placed to what is not, as water would find its way.
    let best: Arrow | null = null;
    for (const arrow of arrows) {
      if (layer.has(arrow.from) && waiting.has(arrow.to) && (best === null || arrow.count > best.count)) best = arrow;
    }
    const next = best?.to ?? [...waiting][0];
    if (next === undefined) break;
    layer.set(next, (layer.get(best?.from ?? startId) ?? 0) + 1);
    waiting.delete(next);
  }
  layer.set(endId, Math.max(0, ...layer.values()) + 1);
  return layer;
}

function meanOf(arrows: readonly Arrow[], id: string, middle: ReadonlyMap<string, number>): number {
  let weight = 0;
  let sum = 0;
  for (const { from, to, count } of arrows) {
    const at = to === id ? middle.get(from) : undefined;
    if (at !== undefined) {
      sum += at * count;
      weight += count;
    }
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Thickness by the share of the strongest arrow; the root keeps weak ones visible. */
export const thickness = (count: number, most: number): number => (most <= 0 ? 1 : 1 + 7 * Math.sqrt(count / most));

type Point = { x: number; y: number };
export type Curve = { path: string; middle: Point };

/** Downwards from below one card to above the next; everything else leaves and enters at the side. */
export function curveOf(from: Place, to: Place): Curve {
  const { width, height } = cardSize;
  if (from.id === to.id) {
    const x = from.x + width;
    const y = from.y + height / 2;
    return {
      path: `M ${x} ${y - 10} C ${x + 44} ${y - 30}, ${x + 44} ${y + 30}, ${x} ${y + 10}`,
      middle: { x: x + 34, y },
    };
  }
  if (to.layer > from.layer) {
    const start = { x: from.x + width / 2, y: from.y + height };
    const end = { x: to.x + width / 2, y: to.y - 3 };
    const bend = (end.y - start.y) / 2;
    // Many arrows leave one activity, and many enter the end: labels stand where each is alone, off the cards between.
    const far = to.layer - from.layer > 1 ? 0.88 : 0.68;
    const at = to.id === endId ? 0.15 : far;
    return {
      path: `M ${start.x} ${start.y} C ${start.x} ${start.y + bend}, ${end.x} ${end.y - bend}, ${end.x} ${end.y}`,
      middle: pointOn(start, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }, end, at),
    };
  }
  const side = to.x >= from.x ? 1 : -1;
  const start = { x: from.x + (side > 0 ? width : 0), y: from.y + height / 2 };
  const end = { x: to.x + (side > 0 ? width : 0) + side * 3, y: to.y + height / 2 };
  const out = side * (60 + Math.abs(to.layer - from.layer) * 22);
  const first = { x: start.x + out, y: start.y };
  const second = { x: end.x + out, y: end.y };
  return {
    path: `M ${start.x} ${start.y} C ${first.x} ${first.y}, ${second.x} ${second.y}, ${end.x} ${end.y}`,
    middle: pointOn(start, first, second, end, 0.5),
  };
}

function pointOn(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const mix = (p: number, q: number, r: number, s: number) =>
    (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** What the people drawer is asked for an arrow: the start and the end are empty labels. */
export function partOf(arrow: Arrow): { label: string; toLabel: string } {
  return { label: arrow.from === startId ? '' : arrow.from, toLabel: arrow.to === endId ? '' : arrow.to };
}

/** With a property the last part says enough: `/cart`. */
export const shortLabel = (label: string): string => label.split(' · ').at(-1) || label;
