import { expect, it } from 'vitest';
import { personsOn } from './edges.model';
import type { FlowCounts, FlowDefinition } from './flow.model';

const flow: FlowDefinition = {
  entry: { type: 'api', next: 'ask' },
  reentry: 'never',
  steps: [
    { id: 'ask', type: 'condition', next: 'choose', otherwise: 'choose' },
    {
      id: 'choose',
      type: 'switch',
      ways: [{ label: 'gold', next: 'wait' }],
      otherwise: 'end',
    },
    { id: 'wait', type: 'waitForEvent', next: 'end', timeoutNext: 'end' },
    { id: 'end', type: 'exit' },
  ],
};
const edge = (from: string, outlet: string, to: string, persons: number) => ({ from, outlet, to, persons });
const counts = {
  edges: [
    edge('entry', '', 'ask', 5),
    edge('entry', 'next', 'ask', 4),
    edge('ask', 'yes', 'choose', 3),
    edge('ask', 'no', 'choose', 2),
    edge('ask', '', 'choose', 9),
    edge('choose', 'gold', 'wait', 1),
    edge('choose', 'otherwise', 'end', 6),
    edge('wait', 'timeout', 'end', 7),
    edge('wait', 'next', 'end', 8),
  ],
} as unknown as FlowCounts;

it('should count each way for itself, and older counts only where they belong to one', () => {
  const on = (from: string, slot: Parameters<typeof personsOn>[2]['slot']) => personsOn(counts, flow, { from, slot });
  expect([on('entry', 'next'), on('ask', 'next'), on('ask', 'otherwise')]).toEqual([9, 3, 2]);
  expect([on('choose', 'ways/0'), on('choose', 'otherwise')]).toEqual([1, 6]);
  expect([on('wait', 'timeoutNext'), on('wait', 'next')]).toEqual([7, 8]);
});
