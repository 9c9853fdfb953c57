import { describe, expect, it } from 'vitest';
import { connect, edgesOf, entryId, type FlowDefinition, insertStep, stepTypes } from './flow.model';
import { cardSize, edgePath, layoutFlow } from './layout.model';
import { templateFlow } from './templates';

const cart = templateFlow('cart', (key) => key).definition;

function overlaps(definition: FlowDefinition): string[] {
  const { nodes } = layoutFlow(definition);
  return nodes.flatMap((a, place) =>
    nodes
      .slice(place + 1)
      .filter((b) => Math.abs(a.x - b.x) < cardSize.width && Math.abs(a.y - b.y) < cardSize.height)
      .map((b) => `${a.id} and ${b.id}`),
  );
}

function grown(seed: number, steps: number): FlowDefinition {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let definition = cart;
  for (let round = 0; round < steps; round++) {
    const edges = edgesOf(definition);
    const edge = edges[random(edges.length)];
    if (edge) definition = insertStep(definition, edge, stepTypes[random(stepTypes.length - 1)] ?? 'wait');
  }
  return definition;
}

describe('layout', () => {
  it('should show every step and every way once', () => {
    const { nodes, edges } = layoutFlow(cart);
    expect(nodes.map((node) => node.id).sort()).toEqual([entryId, ...cart.steps.map((step) => step.id)].sort());
    expect(edges.length).toBe(edgesOf(cart).length);
  });

  it('should never lay one card over another', () => {
    for (let seed = 1; seed <= 40; seed++) expect(overlaps(grown(seed, 15)), `seed ${seed}`).toEqual([]);
  });

  it('should lead every way downwards and leave room for its label', () => {
    for (let seed = 1; seed <= 40; seed++) {
      for (const edge of layoutFlow(grown(seed, 12)).edges) {
        const ys = edge.points.map((point) => point.y);
        expect(
          [...ys].sort((a, b) => a - b),
          `seed ${seed}, ${edge.from}`,
        ).toEqual(ys);
      }
    }
  });

  it('should put a chain in one column', () => {
    const definition = templateFlow('empty', (key) => key).definition;
    const chain = insertStep(
      insertStep(definition, { from: entryId, slot: 'next' }, 'wait'),
      { from: entryId, slot: 'next' },
      'email',
    );
    const columns = new Set(layoutFlow(chain).nodes.map((node) => Math.round(node.x)));
    expect(columns.size).toBe(1);
  });

  it('should put "yes" left of "no", apart though both lead to the same step', () => {
    const definition = insertStep(cart, { from: 'remind', slot: 'next' }, 'condition', 'ask');
    const [yes, no] = layoutFlow(definition).edges.filter((edge) => edge.from === 'ask');
    expect(yes?.slot).toBe('next');
    expect((no?.middle.x ?? 0) - (yes?.middle.x ?? 0)).toBeGreaterThan(100);
  });

  it('should keep a branch without branches of its own in one column', () => {
    const { nodes } = layoutFlow(cart);
    const columns = new Set(nodes.filter(({ id }) => ['remind', 'day', 'help'].includes(id)).map(({ x }) => x));
    expect(columns.size).toBe(1);
  });

  it('should draw a loop as a way back beside the cards', () => {
    const loop = connect(cart, { from: 'help', slot: 'next' }, 'day');
    const { edges, width, nodes } = layoutFlow(loop);
    const back = edges.find((edge) => edge.back);
    expect(back).toMatchObject({ from: 'help', to: 'day' });
    expect(back?.middle.x).toBeGreaterThan(Math.max(...nodes.map((node) => node.x + cardSize.width)));
    expect(width).toBeGreaterThan(0);
    expect(back && edgePath(back)).toMatch(/^M[\d. ]+L/);
  });

  it('should lay out 200 steps', () => {
    const { nodes } = layoutFlow(grown(3, 200));
    expect(nodes.length).toBeGreaterThan(190);
  });
});
