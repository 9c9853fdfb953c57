import { describe, expect, it } from 'vitest';
import { edgesOf, type FlowDefinition, goesInCircles, ledTo, type Outlet, reachable, stepOf } from './flow.model';
import { moveStep } from './move.model';
import { flowTemplates, templateFlow } from './templates';

const t = (key: string) => key;
/** entry → hello → ask; yes → gift → end, no → later → end. */
const flow: FlowDefinition = {
  entry: { type: 'api', next: 'hello' },
  reentry: 'never',
  steps: [
    { id: 'hello', type: 'email', next: 'ask' },
    { id: 'ask', type: 'waitForEvent', next: 'gift', timeoutNext: 'later' },
    { id: 'gift', type: 'email', next: 'end' },
    { id: 'later', type: 'sms', next: 'end' },
    { id: 'end', type: 'exit' },
  ],
};
const moved = (id: string, outlet: Outlet) => {
  const answer = moveStep(flow, id, outlet);
  return 'refused' in answer ? answer.refused : edgesOf(answer.definition).map(({ from, to }) => `${from}>${to}`);
};

describe('moveStep', () => {
  it('should put a step on another way and join what it leaves', () => {
    expect(moved('hello', { from: 'gift', slot: 'next' })).toEqual(
      expect.arrayContaining(['entry>ask', 'gift>hello', 'hello>end']),
    );
  });

  it('should take along the ways of its own', () => {
    expect(moved('ask', { from: 'entry', slot: 'next' })).toEqual(
      expect.arrayContaining(['entry>ask', 'ask>hello', 'ask>later', 'hello>gift']),
    );
  });

  it('should say why not', () => {
    expect(moved('ask', { from: 'later', slot: 'next' })).toBe('inside');
    expect(moved('end', { from: 'entry', slot: 'next' })).toBe('end');
    const round = { ...flow, steps: flow.steps.map((step) => (step.id === 'gift' ? { ...step, next: 'ask' } : step)) };
    expect(moveStep(round, 'ask', { from: 'entry', slot: 'next' })).toEqual({ refused: 'circle' });
  });

  it('should lose no step, wherever it goes', () => {
    for (const name of flowTemplates) {
      const { definition } = templateFlow(name, t);
      const kept = definition.steps.filter((step) => step.type !== 'exit').map((step) => step.id);
      for (const step of definition.steps) {
        for (const outlet of edgesOf(definition)) {
          const answer = moveStep(definition, step.id, outlet);
          if ('refused' in answer) continue;
          const inside = reachable(answer.definition);
          expect(kept.filter((id) => !inside.has(id))).toEqual([]);
          expect(goesInCircles(answer.definition)).toBe(false);
          const source = stepOf(answer.definition, outlet.from);
          const to = outlet.from === 'entry' ? answer.definition.entry.next : ledTo(source, outlet.slot);
          if (outlet.from !== step.id) expect(to).toBe(step.id);
        }
      }
    }
  });
});
