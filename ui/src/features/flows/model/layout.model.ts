import { backEdges, type Edge, edgesOf, entryId, type FlowDefinition, reachable, type Slot } from './flow.model';

export type Point = { x: number; y: number };
export type LaidNode = Point & { id: string };
export type LaidEdge = { from: string; to: string; slot: Slot; points: Point[]; middle: Point; back: boolean };
export type Layout = { nodes: LaidNode[]; edges: LaidEdge[]; width: number; height: number };

export const cardSize = { width: 232, height: 72 };
const columnGap = 40;
const rowGap = 56;
/** How far from a card its ways turn aside. */
const turn = 14;
/** Rows in which ways only pass by, with their labels, need less height than cards. */
const passHeight = 36;

/** A card, or the place where a way crosses a row; `width` reserves room for it. */
type Spot = { id: string; row: number; width: number; x: number; card: boolean };
type Link = { from: string; to: string };

/**
 * Lays a flow out from top to bottom: rows by the longest way from the entry, order within a row by the mean of the
 * neighbours, straight columns as near to the neighbours as their widths allow. After Sugiyama, Tagawa and Toda, IEEE
 * Trans. SMC 11, 1981, with blocks after Brandes and Köpf, GD 2001.
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

function rowsOf(edges: readonly Edge[], ids: Set<string>): Map<string, number> {
  const row = new Map([...ids].map((id) => [id, 0]));
  // A way out of a step with several ways passes a row of its own, where its label stands.
  const branching = new Set(edges.filter((edge) => edge.slot !== 'next').map((edge) => edge.from));
  for (let round = 0; round < ids.size; round++) {
    let changed = false;
    for (const edge of edges) {
      const lowest = (row.get(edge.from) ?? 0) + (branching.has(edge.from) ? 2 : 1);
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
      spots.set(id, { id, row: at, width: 150, x: 0, card: false });
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

/** For each spot the other ends of its links, with the rank of the link: "yes" stays left of "no". */
type Neighbours = Map<string, { id: string; rank: number }[]>;

function neighboursOf(links: readonly Link[], side: 'up' | 'down'): Neighbours {
  const neighbours: Neighbours = new Map();
  links.forEach((link, rank) => {
    const [own, other] = side === 'up' ? [link.to, link.from] : [link.from, link.to];
    const list = neighbours.get(own);
    if (list) list.push({ id: other, rank });
    else neighbours.set(own, [{ id: other, rank }]);
  });
  return neighbours;
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
  const whole = rows.map((row) => row ?? []);
  const [up, down] = [neighboursOf(links, 'up'), neighboursOf(links, 'down')];
  const order = new Map(whole.flatMap((row) => row.map((spot, place) => [spot.id, place] as const)));
  for (let sweep = 0; sweep < 6; sweep++) {
    const downwards = sweep % 2 === 0;
    for (const row of downwards ? whole : [...whole].reverse()) {
      sortByNeighbours(row, downwards ? up : down, order, links.length + 1);
    }
  }
  return whole;
}

function sortByNeighbours(row: Spot[], neighbours: Neighbours, order: Map<string, number>, ranks: number): void {
  const mean = new Map(
    row.map((spot, place) => {
      const near = neighbours.get(spot.id) ?? [];
      const sum = near.reduce((total, { id, rank }) => total + (order.get(id) ?? 0) + rank / ranks, 0);
      return [spot.id, near.length === 0 ? place : sum / near.length];
    }),
  );
  row.sort((a, b) => (mean.get(a.id) ?? 0) - (mean.get(b.id) ?? 0));
  row.forEach((spot, place) => {
    order.set(spot.id, place);
  });
}

/** Spots in one straight line: a way without branches keeps its column. */
type Block = { spots: Spot[]; x: number; gaps: Gap[]; pulls: Block[] };
/** `right` stands at least `apart` to the right of `left`, in one row. */
type Gap = { left: Block; right: Block; apart: number };

/**
 * Columns. Straight runs become blocks; blocks start packed to the left and then move towards the mean of their
 * neighbours as far as the blocks beside them allow. Each state on the way is one without overlaps.
 */
function place(rows: Spot[][], links: readonly Link[]): void {
  const blockOf = blocksOf(rows, links);
  const blocks = [...new Set(blockOf.values())];
  pack(blocks, keepApart(rows, blockOf));
  pullTogether(links, blockOf);
  for (let sweep = 0; sweep < 40; sweep++) {
    const order = [...blocks].sort((a, b) => (sweep % 2 === 0 ? b.x - a.x : a.x - b.x));
    for (const block of order) settle(block);
  }
  for (const block of blocks) for (const spot of block.spots) spot.x = block.x;
}

/** Joins spots over links that are the only one on both sides and cross no link joined before. */
function blocksOf(rows: Spot[][], links: readonly Link[]): Map<string, Block> {
  const blockOf = new Map<string, Block>();
  const rank = new Map(rows.flatMap((row) => row.map((spot, index) => [spot.id, index] as const)));
  const [up, down] = [neighboursOf(links, 'up'), neighboursOf(links, 'down')];
  for (const row of rows) {
    let last = -1;
    for (const spot of row) {
      const [only, ...more] = up.get(spot.id) ?? [];
      const above = only ? (rank.get(only.id) ?? -1) : -1;
      const single = only !== undefined && more.length === 0 && down.get(only.id)?.length === 1;
      const block = single ? blockOf.get(only.id) : undefined;
      if (block && above > last) {
        block.spots.push(spot);
        blockOf.set(spot.id, block);
        last = above;
      } else blockOf.set(spot.id, { spots: [spot], x: 0, gaps: [], pulls: [] });
    }
  }
  return blockOf;
}

function keepApart(rows: Spot[][], blockOf: Map<string, Block>): Gap[] {
  const gaps: Gap[] = [];
  for (const row of rows) {
    row.forEach((spot, index) => {
      const before = row[index - 1];
      const [left, right] = [before && blockOf.get(before.id), blockOf.get(spot.id)];
      if (!before || !left || !right) return;
      const gap = { left, right, apart: (before.width + spot.width) / 2 + columnGap };
      gaps.push(gap);
      left.gaps.push(gap);
      right.gaps.push(gap);
    });
  }
  return gaps;
}

/** As far left as the distances allow. */
function pack(blocks: readonly Block[], gaps: readonly Gap[]): void {
  for (let round = 0; round < blocks.length; round++) {
    let moved = false;
    for (const { left, right, apart } of gaps) {
      if (right.x >= left.x + apart) continue;
      right.x = left.x + apart;
      moved = true;
    }
    if (!moved) return;
  }
}

function pullTogether(links: readonly Link[], blockOf: Map<string, Block>): void {
  for (const link of links) {
    const [from, to] = [blockOf.get(link.from), blockOf.get(link.to)];
    if (!from || !to || from === to) continue;
    from.pulls.push(to);
    to.pulls.push(from);
  }
}

function settle(block: Block): void {
  const { pulls, gaps } = block;
  if (pulls.length === 0) return;
  const wish = pulls.reduce((sum, other) => sum + other.x, 0) / pulls.length;
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { left, right, apart } of gaps) {
    if (right === block) low = Math.max(low, left.x + apart);
    else high = Math.min(high, right.x - apart);
  }
  block.x = Math.max(low, Math.min(high, wish));
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
    const middle = inner[0] ?? { x: start.x, y: start.y + (rowGap - turn) / 2 + 2 };
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
      const fansOut = place === 1 && points.length > 2;
      const y = fansOut ? before.y + turn : point.y - turn;
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
