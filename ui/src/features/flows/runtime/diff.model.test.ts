import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../model/flow.model';
import { diffFlows } from './diff.model';

const base: FlowDefinition = {
  entry: { type: 'event', match: { event: 'Came' }, next: 'a' },
  reentry: 'never',
  steps: [
    { id: 'a', type: 'wait', duration: 'P1D', next: 'b' },
    { id: 'b', type: 'email', subject: 'Hello', body: '<p>.</p>', next: 'end' },
    { id: 'end', type: 'exit' },
  ],
};

describe('difference of flows', () => {
  it('should find nothing between equal flows, wherever the cards stand', () => {
    const moved = base.steps.map((step) => ({ ...step, position: { x: 1, y: 2 } }));
    expect(diffFlows(base, { ...base, steps: moved })).toEqual([]);
  });

  it('should name what was added, removed and changed', () => {
    const after: FlowDefinition = {
      ...base,
      reentry: 'always',
      steps: [
        { id: 'a', type: 'wait', duration: 'P2D', next: 'c' },
        { id: 'c', type: 'setTrait', trait: 'x', value: 1, next: 'end' },
        { id: 'end', type: 'exit' },
      ],
    };
    const changes = diffFlows(base, after);
    expect(changes.map((change) => change.kind)).toEqual(['changed', 'added', 'removed', 'flow']);
    expect(changes[0]).toMatchObject({ fields: ['duration', 'next'] });
    expect(changes[3]).toEqual({ kind: 'flow', field: 'reentry', fields: ['reentry'] });
  });
});
