import { newId } from '@/kit/edit/newId';
import {
  edgesOf,
  type FlowDefinition,
  type FlowStep,
  leading,
  ledTo,
  type Outlet,
  repaired,
  slotsOf,
  stepOf,
  targetOf,
  withTarget,
} from './flow.model';

/** Steps on their way to another place, perhaps in another flow; the first is where people come in. */
export type Copied = readonly FlowStep[];

/** One step, or with all that people can come to from it. */
export function copySteps(definition: FlowDefinition, id: string, withFollowing: boolean): Copied {
  const first = stepOf(definition, id);
  if (first === undefined) return [];
  if (!withFollowing) return [first];
  const edges = edgesOf(definition);
  const found = new Set([id]);
  for (const from of found) for (const edge of edges) if (edge.from === from) found.add(edge.to);
  return [first, ...definition.steps.filter((step) => step.id !== id && found.has(step.id))];
}

/** Every way of the step led through a change; one that would lead nowhere stays. */
function redirected(step: FlowStep, change: (to: string | undefined) => string | undefined): FlowStep {
  return slotsOf(step).reduce((led, slot) => {
    const to = change(ledTo(step, slot));
    return to === undefined ? led : leading(led, slot, to);
  }, step);
}

/**
 * Puts copied steps on a way, each with a new id. What led out of them, and their ends when others follow, leads to where
 * the way led before.
 */
export function pasteSteps(definition: FlowDefinition, outlet: Outlet, copied: Copied): FlowDefinition {
  const inner = copied.filter((step, place) => place === 0 || step.type !== 'exit');
  const first = inner[0];
  if (first === undefined || first.type === 'exit') return definition;
  const target = targetOf(definition, outlet);
  const ids = new Map(inner.map((step) => [step.id, newId('s-')]));
  const fresh = inner.map((step): FlowStep => {
    const { position: _where, ...own } = step;
    const moved = redirected({ ...own, id: ids.get(step.id) ?? newId('s-') }, (to) => ids.get(to ?? '') ?? target);
    const answered = moved.ofStep === undefined ? undefined : ids.get(moved.ofStep);
    return answered === undefined ? moved : { ...moved, ofStep: answered };
  });
  const source = definition.steps.findIndex((step) => step.id === outlet.from);
  const steps = [...definition.steps.slice(0, source + 1), ...fresh, ...definition.steps.slice(source + 1)];
  return repaired(withTarget({ ...definition, steps }, outlet, ids.get(first.id) ?? ''));
}

const place = 'percorso.copied-steps';

/** Kept beside the page, so that it reaches other flows and other windows. */
export function keepCopied(copied: Copied): void {
  localStorage.setItem(place, JSON.stringify(copied));
}

export function copiedBefore(): Copied {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(found) ? (found as FlowStep[]).filter((step) => typeof step?.id === 'string') : [];
  } catch {
    return [];
  }
}
