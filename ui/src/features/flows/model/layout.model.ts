import { backEdges, type Edge, edgesOf, entryId, type FlowDefinition, reachable, type Slot } from './flow.model';

export type Point = { x: number; y: number };
export type LaidNode = Point & { id: string };
export type LaidEdge = { from: string; to: string; slot: Slot; points: Point[]; middle: Point; back: boolean };
export type Layout = { nodes: LaidNode[]; edges: LaidEdge[]; width: number; height: number };

export const cardSize = { width: 232, height: 72 };
const columnGap = 40;
const rowGap = 48;
/** Rows in which ways only pass by, with their labels, need less height than cards. */
const passHeight = 36;

/** A card, or the place where a way crosses a row; `width` reserves room for it. */
type Spot = { id: string; row: number; width: number; x: number; card: boolean };
type Link = { from: string; to: string };

/**
 * Lays a flow out from top to bottom: rows by the longest way from the entry, order within a row by the mean of the
 * neighbours, places as near to the neighbours as their widths allow (isotonic regression, exact). After Sugiyama,
 * Tagawa and Toda, IEEE Trans. SMC 11, 1981.
 */
export function layoutFlow(definition: FlowDefinition): Layout {
  const inside = reachable(definition);
  const edges = edgesOf(definition).filter((edge) => inside.has(edge.from));
  const back = backEdges(edges);
  const forward = edges.filter((edge) => !back.has(edge));
  const row = rowsOf(forward, inside);
  const { spots, links, chains } = spread(forward, row);
  const rows = orderRows(spots, links, depthFirst(forward));
  place(rows, links);
  return drawn(spots, rows, chains, [...back]);
}

/** A way out of a step with several ways passes a row of its own, where its label stands. */
function lengthOf(edge: Edge, edges: readonly Edge[]): number {
  return edges.some((other) => other.from === edge.from && other.slot !== edge.slot) ? 2 : 1;
}

function rowsOf(edges: readonly Edge[], ids: Set<string>): Map<string, number> {
  const row = new Map([...ids].map((id) => [id, 0]));
  for (let round = 0; round < ids.size; round++) {
    let changed = false;
    for (const edge of edges) {
      const lowest = (row.get(edge.from) ?? 0) + lengthOf(edge, edges);
      if (lowest <= (row.get(edge.to) ?? 0)) continue;
      row.set(edge.to, lowest);
      changed = true;
    }
    if (!changed) break;
  }
  return row;
}

function spread(edges: readonly Edge[], row: Map<string, number>) {
  const spots = new Map<string, Spot>();
  for (const [id, at] of row) spots.set(id, { id, row: at, width: cardSize.width, x: 0, card: true });
  const links: Link[] = [];
  const chains = edges.map((edge) => {
    const ids = [edge.from];
    const last = row.get(edge.to) ?? 0;
    for (let at = (row.get(edge.from) ?? 0) + 1; at < last; at++) {
      const id = `${edge.from}\u0000${edge.slot}\u0000${at}`;
      spots.set(id, { id, row: at, width: 120, x: 0, card: false });
      ids.push(id);
    }
    ids.push(edge.to);
    ids.slice(1).forEach((to, place) => {
      links.push({ from: ids[place] ?? edge.from, to });
    });
    return { edge, ids };
  });
  return { spots, links, chains };
}

function depthFirst(edges: readonly Edge[]): string[] {
  const seen: string[] = [];
  const visit = (id: string) => {
    if (seen.includes(id)) return;
    seen.push(id);
    for (const edge of edges) if (edge.from === id) visit(edge.to);
  };
  visit(entryId);
  return seen;
}

function orderRows(spots: Map<string, Spot>, links: readonly Link[], visited: readonly string[]): Spot[][] {
  const rows: Spot[][] = [];
  const rank = new Map(visited.map((id, place) => [id, place]));
  const all = [...spots.values()].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  for (const spot of all) {
    const row = rows[spot.row] ?? [];
    rows[spot.row] = row;
    row.push(spot);
  }
  for (let sweep = 0; sweep < 6; sweep++) {
    const down = sweep % 2 === 0;
    const order = new Map(rows.flatMap((row) => (row ?? []).map((spot, place) => [spot.id, place] as const)));
    for (const row of down ? rows : [...rows].reverse()) {
      if (row) sortByNeighbours(row, links, order, down);
    }
  }
  return rows.map((row) => row ?? []);
}

function sortByNeighbours(row: Spot[], links: readonly Link[], order: Map<string, number>, down: boolean): void {
  const mean = new Map(
    row.map((spot, place) => {
      const near = links.flatMap((link, rank) => {
        const other = down ? link.to === spot.id && link.from : link.from === spot.id && link.to;
        // The rank of the link keeps "yes" left of "no" where both come from one step.
        return other ? [(order.get(other) ?? 0) + rank / (links.length + 1)] : [];
      });
      return [spot.id, near.length === 0 ? place : near.reduce((sum, value) => sum + value, 0) / near.length];
    }),
  );
  row.sort((a, b) => (mean.get(a.id) ?? 0) - (mean.get(b.id) ?? 0));
  row.forEach((spot, place) => {
    order.set(spot.id, place);
  });
}

function place(rows: Spot[][], links: readonly Link[]): void {
  const spots = new Map(rows.flat().map((spot) => [spot.id, spot]));
  const neighbours = new Map<string, { up: Spot[]; down: Spot[] }>();
  for (const spot of spots.values()) neighbours.set(spot.id, { up: [], down: [] });
  for (const link of links) {
    const [from, to] = [spots.get(link.from), spots.get(link.to)];
    if (!from || !to) continue;
    neighbours.get(from.id)?.down.push(to);
    neighbours.get(to.id)?.up.push(from);
  }
  for (const row of rows) settle(row, (_, index) => index * (cardSize.width + columnGap));
  for (let sweep = 0; sweep < 16; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : [...rows].reverse()) {
      settle(row, (spot) => {
        const near = neighbours.get(spot.id);
        const chosen = sweep >= 12 ? [...(near?.up ?? []), ...(near?.down ?? [])] : down ? near?.up : near?.down;
        return chosen === undefined || chosen.length === 0
          ? spot.x
          : chosen.reduce((sum, other) => sum + other.x, 0) / chosen.length;
      });
    }
  }
}

/** The places nearest to the wished ones (least squares) that keep order and distance: pool adjacent violators. */
function settle(row: Spot[], wish: (spot: Spot, index: number) => number): void {
  const offsets: number[] = [];
  row.forEach((spot, index) => {
    const before = row[index - 1];
    offsets.push(before ? (offsets[index - 1] ?? 0) + (before.width + spot.width) / 2 + columnGap : 0);
  });
  const pools: { sum: number; count: number }[] = [];
  row.forEach((spot, index) => {
    pools.push({ sum: wish(spot, index) - (offsets[index] ?? 0), count: 1 });
    for (let last = pools.at(-1), before = pools.at(-2); last && before; last = pools.at(-1), before = pools.at(-2)) {
      if (before.sum / before.count <= last.sum / last.count) break;
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  let index = 0;
  for (const pool of pools) {
    for (let member = 0; member < pool.count; member++, index++) {
      const spot = row[index];
      if (spot) spot.x = pool.sum / pool.count + (offsets[index] ?? 0);
    }
  }
}

type Chain = { edge: Edge; ids: string[] };

function drawn(spots: Map<string, Spot>, rows: Spot[][], chains: readonly Chain[], back: readonly Edge[]): Layout {
  const left = Math.min(...rows.flat().map((spot) => spot.x - spot.width / 2));
  const right = Math.max(...rows.flat().map((spot) => spot.x + spot.width / 2)) - left;
  const tops: number[] = [];
  let height = 0;
  for (const row of rows) {
    tops.push(height);
    height += (row.some((spot) => spot.card) ? cardSize.height : passHeight) + rowGap;
  }
  const center = (id: string) => (spots.get(id)?.x ?? 0) - left;
  const top = (id: string) => tops[spots.get(id)?.row ?? 0] ?? 0;
  const nodes = [...spots.values()]
    .filter((spot) => spot.card)
    .map((spot) => ({ id: spot.id, x: center(spot.id) - cardSize.width / 2, y: top(spot.id) }));
  const edges = chains.map(({ edge, ids }) => {
    const inner = ids.slice(1, -1).map((id) => ({ x: center(id), y: top(id) + passHeight / 2 }));
    const start = { x: center(edge.from), y: top(edge.from) + cardSize.height };
    const end = { x: center(edge.to), y: top(edge.to) };
    const middle = inner[0] ?? { x: end.x, y: (start.y + end.y) / 2 };
    return { ...edge, points: [start, ...inner, end], middle, back: false };
  });
  const loops = back.map((edge, place) => {
    const x = right + 24 + place * 24;
    const start = { x: center(edge.from) + cardSize.width / 2, y: top(edge.from) + cardSize.height / 2 };
    const end = { x: center(edge.to) + cardSize.width / 2, y: top(edge.to) + cardSize.height / 2 };
    const points = [start, { x, y: start.y }, { x, y: end.y }, end];
    return { ...edge, points, middle: { x, y: (start.y + end.y) / 2 }, back: true };
  });
  return { nodes, edges: [...edges, ...loops], width: right + back.length * 24, height: height - rowGap };
}

/** A line of straight pieces with round corners, going down first: out of a card and into a card vertically. */
export function edgePath({ points, back }: LaidEdge): string {
  const corners: Point[] = [];
  points.forEach((point, place) => {
    const before = points[place - 1];
    if (before && !back && Math.abs(before.x - point.x) > 0.5) {
      const y = place === 1 ? before.y + rowGap / 2 : point.y - rowGap / 2;
      corners.push({ x: before.x, y }, { x: point.x, y });
    }
    corners.push(point);
  });
  return corners.map((point, place) => bend(corners[place - 1], point, corners[place + 1])).join(' ');
}

function bend(before: Point | undefined, point: Point, after: Point | undefined): string {
  if (!before) return `M${point.x} ${point.y}`;
  if (!after) return `L${point.x} ${point.y}`;
  const radius = Math.min(10, distance(before, point) / 2, distance(point, after) / 2);
  const [a, b] = [toward(point, before, radius), toward(point, after, radius)];
  return `L${a.x} ${a.y} Q${point.x} ${point.y} ${b.x} ${b.y}`;
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

function toward(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}
