import { describe, expect, it } from 'vitest';
import { type Cell, card, grid, pathOf, routesOf, type Spot } from './route.model';

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Whether a straight part of a way lies on a card; its ends may touch the edge that they belong to. */
function crosses(a: Spot, b: Spot, { column, row }: Cell): boolean {
  const box = { left: column * grid.column, top: row * grid.row };
  const inside = (low: number, high: number, from: number, to: number) =>
    Math.max(low, from) < Math.min(high, to) - 0.01;
  const [x0, x1] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [y0, y1] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const wide =
    x0 === x1 ? x0 > box.left && x0 < box.left + card.width : inside(x0, x1, box.left, box.left + card.width);
  const high = y0 === y1 ? y0 > box.top && y0 < box.top + card.height : inside(y0, y1, box.top, box.top + card.height);
  return wide && high;
}

function checkAll(cells: readonly Cell[], ways: { from: string; to: string }[], what: string): void {
  for (const [at, route] of routesOf(cells, ways).entries()) {
    route.points.slice(1).forEach((point, place) => {
      const before = route.points[place] as Spot;
      expect(before.x === point.x || before.y === point.y, `${what}: way ${at} is straight`).toBe(true);
      for (const cell of cells) {
        expect(crosses(before, point, cell), `${what}: way ${JSON.stringify(ways[at])} over ${cell.id}`).toBe(false);
      }
    });
  }
}

describe('ways between the cards of a flow', () => {
  it('should run over no card, whatever leads where', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomOf(seed);
      const cells: Cell[] = [];
      for (let column = 0; column < 1 + random(5); column++) {
        for (let row = 0; row < random(5); row++) cells.push({ id: `${column}.${row}`, column, row });
      }
      const any = () => cells[random(cells.length)]?.id ?? '';
      const ways = Array.from({ length: random(14) }, () => ({ from: any(), to: any() })).filter(
        ({ from, to }) => from !== '' && from !== to,
      );
      checkAll(cells, ways, `seed ${seed}`);
    }
  });

  it('should keep ways apart that run beside each other, and their words too', () => {
    const cells = Array.from({ length: 12 }, (_, at) => ({ id: `c${at}`, column: Math.floor(at / 3), row: at % 3 }));
    const chain = cells.slice(1).map(({ id }, at) => ({ from: cells[at]?.id ?? '', to: id }));
    const ways = [...chain, { from: 'c7', to: 'c1' }, { from: 'c10', to: 'c4' }];
    checkAll(cells, ways, 'twelve cards, two loops');
    const routes = routesOf(cells, ways);
    const [one, other] = routes.slice(-2).map(({ points }) => points[2]?.y);
    expect(one).not.toBe(other);
    const labels = routes.map(({ label }) => `${label.x} ${label.y}`);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('should round the corners and leave out what has no length', () => {
    const path = pathOf([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 40 },
    ]);
    expect(path).toBe('M0 0 L12 0 Q20 0 20 8 L20 40');
    expect(
      pathOf([
        { x: 0, y: 5 },
        { x: 9, y: 5 },
        { x: 9, y: 5 },
      ]),
    ).toBe('M0 5 L9 5');
  });
});
