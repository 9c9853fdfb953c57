import { describe, expect, it } from 'vitest';
import {
  connect,
  edgesOf,
  editStep,
  entryId,
  type FlowDefinition,
  insertStep,
  ledTo,
  type Outlet,
  possibleTargets,
  reachable,
  removeStep,
  repaired,
  slotsOf,
  stepOf,
  stepTypes,
} from './flow.model';
import { listOf } from './list.model';
import { mergeFlows } from './merge.model';
import { flowTemplates, templateFlow } from './templates';

const t = (key: string) => key;
const cart = templateFlow('cart', t).definition;

/** What must hold after every edit: each way leads to a step, every step can be reached, ids are single. */
function faults(definition: FlowDefinition): string[] {
  const ids = definition.steps.map((step) => step.id);
  const inside = reachable(definition);
  const open = definition.steps.flatMap((step) =>
    slotsOf(step).flatMap((slot) =>
      ids.includes(ledTo(step, slot) ?? '') ? [] : [`${step.id}.${slot} leads nowhere`],
    ),
  );
  return [
    ...open,
    ...(ids.includes(definition.entry.next ?? '') ? [] : ['the entry leads nowhere']),
    ...ids.filter((id) => !inside.has(id)).map((id) => `${id} cannot be reached`),
    ...(new Set(ids).size === ids.length ? [] : ['an id twice']),
  ];
}

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function edited(definition: FlowDefinition, random: (below: number) => number): FlowDefinition {
  const edges = edgesOf(definition);
  const edge = edges[random(edges.length)] as Outlet;
  const step = definition.steps[random(definition.steps.length)];
  const action = random(4);
  if (action <= 1) return insertStep(definition, edge, stepTypes[random(stepTypes.length)] ?? 'wait');
  if (action === 2) return removeStep(definition, step?.id ?? '');
  const targets = possibleTargets(definition, edge);
  return connect(definition, edge, targets[random(targets.length)]?.id ?? '');
}

describe('flow', () => {
  it('should start from templates without a fault', () => {
    for (const name of flowTemplates) expect(faults(templateFlow(name, t).definition), name).toEqual([]);
  });

  it('should stay whole whatever is edited', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomOf(seed);
      let definition = cart;
      for (let round = 0; round < 12; round++) {
        definition = edited(definition, random);
        expect(faults(definition), `seed ${seed}, round ${round}`).toEqual([]);
      }
    }
  });

  it('should come back to the same flow when a new step is removed', () => {
    for (const edge of edgesOf(cart)) {
      for (const type of stepTypes.filter((candidate) => candidate !== 'exit')) {
        expect(removeStep(insertStep(cart, edge, type, 'new'), 'new'), `${edge.from} ${type}`).toEqual(cart);
      }
    }
  });

  it('should lead both ways of a branch to what followed', () => {
    const next = insertStep(cart, { from: 'remind', slot: 'next' }, 'condition', 'new');
    expect(stepOf(next, 'new')).toMatchObject({ next: 'day', otherwise: 'day' });
    expect(stepOf(next, 'remind')?.next).toBe('new');
  });

  it('should drop the steps that an end cuts off', () => {
    const cut = insertStep(cart, { from: 'remind', slot: 'next' }, 'exit', 'stop');
    expect(cut.steps.map((step) => step.id)).toEqual(['order', 'remind', 'stop', 'end']);
    expect(removeStep(cut, 'stop')).toBe(cut);
  });

  it('should offer no target that closes a loop without time', () => {
    const definition = insertStep(cart, { from: 'help', slot: 'next' }, 'setTrait', 'mark');
    const targets = possibleTargets(definition, { from: 'mark', slot: 'next' }).map((step) => step.id);
    expect(targets).toContain('day');
    expect(targets).not.toContain('help');
    expect(targets).not.toContain('mark');
  });

  it('should remove fields that were emptied', () => {
    const named = editStep(cart, 'day', { name: 'A day' });
    expect(Object.keys(stepOf(editStep(named, 'day', { name: undefined }), 'day') ?? {})).not.toContain('name');
  });

  it('should list every step once, the common end after its branches', () => {
    const list = listOf(insertStep(cart, { from: 'remind', slot: 'next' }, 'condition', 'new'));
    expect(list.map(({ step }) => step.id)).toEqual([
      'order',
      'remind',
      'new',
      'day',
      'help',
      'more',
      'code',
      'offer',
      'end',
    ]);
    expect(list[0]?.via.from).toBe(entryId);
  });

  it('should list every step of any flow exactly once', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomOf(seed);
      let definition = cart;
      for (let round = 0; round < 10; round++) definition = edited(definition, random);
      const listed = listOf(definition).map(({ step }) => step.id);
      expect([...listed].sort(), `seed ${seed}`).toEqual(definition.steps.map((step) => step.id).sort());
    }
  });

  it('should be whole after any two edits are merged', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const [mine, theirs] = [seed, seed + 5_000].map((start) => {
        const random = randomOf(start);
        let definition = cart;
        for (let round = 0; round < 4; round++) definition = edited(definition, random);
        return { name: 'Cart', definition };
      });
      if (!mine || !theirs) throw new Error('no drafts');
      const merged = mergeFlows({ name: 'Cart', definition: cart }, mine, theirs);
      expect(faults(merged.definition), `seed ${seed}`).toEqual([]);
    }
  });

  it('should keep edits of different steps from both sides', () => {
    const base = { name: 'Cart', definition: cart };
    const mine = { ...base, definition: editStep(cart, 'remind', { subject: 'Mine' }) };
    const theirs = { name: 'Theirs', definition: editStep(cart, 'day', { duration: 'P2D' }) };
    const merged = mergeFlows(base, mine, theirs);
    expect(merged.name).toBe('Theirs');
    expect(stepOf(merged.definition, 'remind')?.subject).toBe('Mine');
    expect(stepOf(merged.definition, 'day')?.duration).toBe('P2D');
  });

  it('should end a way that leads to a step nobody knows', () => {
    const broken = { ...cart, entry: { ...cart.entry, next: 'gone' } };
    expect(faults(repaired(broken))).toEqual([]);
  });
});
