import { describe, expect, it } from 'vitest';
import { copySteps, pasteSteps } from './clipboard.model';
import { edgesOf, type FlowDefinition, ledTo, type Outlet, reachable, slotsOf, targetOf } from './flow.model';
import { type FlowTemplate, flowTemplates, templateFlow } from './templates';

const t = (key: string) => key;
const flow = (name: FlowTemplate) => templateFlow(name, t).definition;

function faults(definition: FlowDefinition): string[] {
  const ids = definition.steps.map((step) => step.id);
  const inside = reachable(definition);
  return [
    ...definition.steps.flatMap((step) =>
      slotsOf(step)
        .filter((slot) => !ids.includes(ledTo(step, slot) ?? ''))
        .map((slot) => `${step.id}.${slot} leads nowhere`),
    ),
    ...ids.filter((id) => !inside.has(id)).map((id) => `${id} cannot be reached`),
    ...(new Set(ids).size === ids.length ? [] : ['an id twice']),
  ];
}

describe('copied steps', () => {
  it('should paste one step and let what followed follow it', () => {
    const cart = flow('cart');
    const outlet: Outlet = { from: 'remind', slot: 'next' };
    const pasted = pasteSteps(cart, outlet, copySteps(cart, 'remind', false));
    const added = pasted.steps.find((step) => step.id === targetOf(pasted, outlet));
    expect(added?.subject).toBe('flowtemplates.email.cartRemind.subject');
    expect(added?.next).toBe('day');
    expect(pasted.steps.length).toBe(cart.steps.length + 1);
  });

  it('should paste a step with all that follow into another flow', () => {
    const nps = flow('nps');
    const welcome = flow('welcome');
    const copied = copySteps(nps, 'unhappy', true);
    const pasted = pasteSteps(welcome, { from: 'hello', slot: 'next' }, copied);
    const inner = nps.steps.filter((step) => step.type !== 'exit').length;
    expect(pasted.steps.length).toBe(welcome.steps.length + inner);
    expect(faults(pasted)).toEqual([]);
  });

  it('should leave every flow whole, whatever is pasted where', () => {
    for (const from of flowTemplates) {
      for (const into of flowTemplates) {
        const source = flow(from);
        let target = flow(into);
        for (const step of source.steps) {
          for (const withFollowing of [false, true]) {
            const edge = edgesOf(target)[0];
            if (edge) target = pasteSteps(target, edge, copySteps(source, step.id, withFollowing));
            expect(faults(target), `${step.id} of ${from} into ${into}`).toEqual([]);
          }
        }
      }
    }
  });
});
