import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../model/flow.model';
import { causeWords, pathOf, slotOf, tellsCause, type WalkStep, walkWords } from './walk.model';

const definition: FlowDefinition = {
  entry: { type: 'event', match: { event: 'Came' }, next: 'ask' },
  reentry: 'never',
  steps: [
    {
      id: 'ask',
      type: 'split',
      ways: [
        { label: 'A', percent: 50, next: 'mail' },
        { label: 'B', next: 'end' },
      ],
    },
    { id: 'mail', type: 'email', name: 'Greeting', next: 'wait' },
    { id: 'wait', type: 'waitForEvent', timeout: 'P1D', next: 'end', timeoutNext: 'end' },
    { id: 'end', type: 'exit' },
  ],
};
const event = { kind: 'event', name: 'Came' } as const;
const step = (kind: WalkStep['kind'], id: string, more: Partial<WalkStep> = {}): WalkStep => ({
  at: '2026-03-02T10:00:00Z',
  run: 1,
  kind,
  step: id,
  cause: event,
  ...more,
});
const t = (key: string, values?: Record<string, unknown>) => `${key} ${JSON.stringify(values ?? {})}`;
const names = {
  flow: (id: string) => id,
  message: (id: string) => id,
  segment: (id: string) => `the ${id}`,
  stage: (id: string) => id,
  list: (id: string) => id,
  form: (id: string) => id,
  pool: (id: string) => id,
  template: (id: string) => id,
};

describe('walk', () => {
  it('should find the way out behind each outlet', () => {
    expect(slotOf(definition.steps[0], 'B')).toBe('ways/1');
    expect(slotOf(definition.steps[2], 'timeout')).toBe('timeoutNext');
    expect(slotOf(definition.steps[2], 'next')).toBe('next');
    expect(slotOf(undefined, 'no')).toBe('otherwise');
  });

  it('should light the ways that were taken and no others', () => {
    const steps = [step('entered', 'entry'), step('moved', 'entry', { to: 'ask', outlet: 'next' })];
    const path = pathOf(definition, [...steps, step('moved', 'ask', { to: 'mail', outlet: 'A' })]);
    expect([...path].sort()).toEqual(['ask', 'ask:ways/0', 'entry', 'entry:next', 'mail'].sort());
  });

  it('should say nothing where there is only one way', () => {
    const only = step('moved', 'mail', { to: 'wait', outlet: 'next' });
    expect(walkWords(t, names, definition, only, (at) => at)).toBe('');
    const chosen = walkWords(t, names, definition, step('moved', 'ask', { to: 'end', outlet: 'B' }), (at) => at);
    expect(chosen).toContain('"way":"B"');
  });

  it('should name segments in reasons and repeat none', () => {
    expect(causeWords(t, names, { kind: 'leftSegment', name: 'vip' })).toContain('the vip');
    const first = step('entered', 'entry');
    expect(tellsCause(first, undefined)).toBe(true);
    expect(tellsCause(step('moved', 'entry'), first)).toBe(false);
    expect(tellsCause(step('moved', 'wait', { at: '2026-03-03T10:00:00Z' }), first)).toBe(true);
  });
});
