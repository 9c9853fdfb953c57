/** Where a step stands: columns and rows from 0. */
export type Cell = { id: string; column: number; row: number };
export type Spot = { x: number; y: number };
export type Route = { points: Spot[]; label: Spot };
type Way = { from: string; to: string };

/** Lengths in pixels. Cards have a fixed size, so that whatever lies beside them is free for ways. */
export const card = { width: 196, height: 64 };
export const grid = { column: 376, row: 128 };
const labelHeight = 18;
const labelWidth = 90;
const apart = 9;

const gutter = grid.column - card.width;
const corridor = grid.row - card.height;
const left = ({ column }: Cell): number => column * grid.column;
const middle = ({ row }: Cell): number => row * grid.row + card.height / 2;

/**
 * A line between the cards that a way uses for a part of its length: the gutter after a column (-1: before the first),
 * or the corridor below a row (-1: above the first).
 */
type Track = { key: string; at: number; room: number; low: number; high: number };

type Plan = { way: Way; from: Cell; to: Cell; tracks: Track[] };

const between = (a: number, b: number) => ({ low: Math.min(a, b), high: Math.max(a, b) });

const gutterAt = (column: number): number => column * grid.column + card.width + gutter / 2;

const gutterAfter = (column: number, a: number, b: number): Track => ({
  key: `x${column}`,
  at: gutterAt(column),
  room: gutter - 40,
  ...between(a, b),
});

const corridorBelow = (row: number, a: number, b: number): Track => ({
  key: `y${row}`,
  at: row * grid.row + card.height + corridor / 2,
  room: corridor - 16,
  ...between(a, b),
});

/** From the right of a card to the left of another: through one gutter, or through two and a corridor between them. */
function planOf(way: Way, from: Cell, to: Cell): Plan {
  const [y0, y1] = [middle(from), middle(to)];
  if (to.column === from.column + 1) return { way, from, to, tracks: [gutterAfter(from.column, y0, y1)] };
  const row = to.row >= from.row ? from.row : from.row - 1;
  const across = corridorBelow(row, gutterAt(from.column), gutterAt(to.column - 1));
  return {
    way,
    from,
    to,
    tracks: [gutterAfter(from.column, y0, across.at), across, gutterAfter(to.column - 1, across.at, y1)],
  };
}

/** Ways that share a track side by side: each takes the first lane that is free along its whole part. */
function lanesOf(plans: readonly Plan[]): Map<Track, number> {
  const byKey = new Map<string, Track[]>();
  for (const track of plans.flatMap(({ tracks }) => tracks)) {
    byKey.set(track.key, [...(byKey.get(track.key) ?? []), track]);
  }
  const lines = new Map<Track, number>();
  for (const tracks of byKey.values()) {
    const lanes: Track[][] = [];
    for (const track of tracks.toSorted((a, b) => a.low - b.low || a.high - b.high)) {
      const free = lanes.findIndex((lane) =>
        lane.every((other) => other.high + apart < track.low || track.high + apart < other.low),
      );
      const lane = free < 0 ? lanes.push([]) - 1 : free;
      lanes[lane]?.push(track);
      lines.set(track, lane);
    }
    // Many lanes come closer together rather than on the cards.
    const step = Math.min(apart, (tracks[0]?.room ?? 0) / Math.max(1, lanes.length - 1));
    for (const track of tracks) lines.set(track, ((lines.get(track) ?? 0) - (lanes.length - 1) / 2) * step);
  }
  return lines;
}

/** Runs of ways between cards that no card lies under, and where their words stand. */
export function routesOf(cells: readonly Cell[], ways: readonly Way[]): Route[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const plans = ways.flatMap((way) => {
    const [from, to] = [byId.get(way.from), byId.get(way.to)];
    return from && to ? [planOf(way, from, to)] : [];
  });
  const lanes = lanesOf(plans);
  const line = (track: Track | undefined) => (track ? track.at + (lanes.get(track) ?? 0) : 0);
  const routes = plans.map(({ from, to, tracks: [first, second, third] }): Route => {
    const start = { x: left(from) + card.width, y: middle(from) };
    const end = { x: left(to), y: middle(to) };
    const x = line(first);
    if (second === undefined) {
      return {
        points: [start, { x, y: start.y }, { x, y: end.y }, end],
        label: { x, y: (start.y + end.y) / 2 },
      };
    }
    const [y, back] = [line(second), line(third)];
    return {
      points: [start, { x, y: start.y }, { x, y }, { x: back, y }, { x: back, y: end.y }, end],
      label: { x: (x + back) / 2, y },
    };
  });
  return withRoom(routes);
}

/** Words that would stand on each other move along: down between columns, to the side between rows, where no card is. */
function withRoom(routes: readonly Route[]): Route[] {
  const placed: Spot[] = [];
  return routes.map((route) => {
    const label = { ...route.label };
    const across = route.points.length > 4;
    while (
      placed.some((other) => Math.abs(other.x - label.x) < labelWidth && Math.abs(other.y - label.y) < labelHeight)
    ) {
      if (across) label.x += labelWidth;
      else label.y += labelHeight;
    }
    placed.push(label);
    return { ...route, label };
  });
}

const bend = 8;

/** The run as the path of an SVG, with round corners. */
export function pathOf(points: readonly Spot[]): string {
  const corners = points.filter(
    (point, at) => at === 0 || point.x !== points[at - 1]?.x || point.y !== points[at - 1]?.y,
  );
  return corners
    .map((point, at) => {
      const [before, after] = [corners[at - 1], corners[at + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const [a, b] = [towards(point, before), towards(point, after)];
      return `L${a.x} ${a.y} Q${point.x} ${point.y} ${b.x} ${b.y}`;
    })
    .join(' ');
}

function towards(from: Spot, to: Spot): Spot {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = Math.min(bend, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
