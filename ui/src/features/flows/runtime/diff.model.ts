import { same } from '@/kit/edit/merge.model';
import type { FlowDefinition, FlowStep } from '../model/flow.model';

/** One difference between two versions of a flow. */
export type Change =
  | { kind: 'added' | 'removed'; step: FlowStep }
  | { kind: 'changed'; before: FlowStep; after: FlowStep; fields: string[] }
  /** Fields of the part of the flow; of all parts but the entry, only itself. */
  | { kind: 'flow'; field: string; fields: string[] };

/** Where a step stands on the canvas is no difference. */
const ignored = new Set(['position']);

function fieldsOf(before: object, after: object): string[] {
  const left = before as Record<string, unknown>;
  const right = after as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (field) => !ignored.has(field) && !same(left[field], right[field]),
  );
}

/** What changed, steps in the order of the newer version, then those that are gone, then the flow itself. */
export function diffFlows(before: FlowDefinition, after: FlowDefinition): Change[] {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const kept = new Set(after.steps.map((step) => step.id));
  const changes: Change[] = [];
  for (const step of after.steps) {
    const was = old.get(step.id);
    if (was === undefined) changes.push({ kind: 'added', step });
    else {
      const fields = fieldsOf(was, step);
      if (fields.length > 0) changes.push({ kind: 'changed', before: was, after: step, fields });
    }
  }
  for (const step of before.steps) if (!kept.has(step.id)) changes.push({ kind: 'removed', step });
  const { steps: _before, ...flowBefore } = before;
  const { steps: _after, ...flowAfter } = after;
  for (const field of fieldsOf(flowBefore, flowAfter)) {
    const fields = field === 'entry' ? fieldsOf(before.entry, after.entry) : [field];
    changes.push({ kind: 'flow', field, fields });
  }
  return changes;
}
