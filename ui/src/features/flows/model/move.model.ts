import {
  edgesOf,
  type FlowDefinition,
  goesInCircles,
  leading,
  ledTo,
  type Outlet,
  reachable,
  repaired,
  slotsOf,
  stepOf,
  targetOf,
  withTarget,
} from './flow.model';

/** Why a step cannot stand on a way: it is an end, only it leads there, or people would go round without waiting. */
export type Refusal = 'end' | 'inside' | 'circle';
export type Moved = { definition: FlowDefinition } | { refused: Refusal };

/**
 * Puts a step of the flow on another way. What came before it is joined with what its main way led to; ways of its own
 * that lead elsewhere go with it.
 */
export function moveStep(definition: FlowDefinition, id: string, outlet: Outlet): Moved {
  const step = stepOf(definition, id);
  if (step === undefined || step.type === 'exit') return { refused: 'end' };
  const followed = ledTo(step, slotsOf(step)[0] ?? 'next');
  const there = targetOf(definition, outlet);
  if (there === id || (outlet.from === id && there === followed)) return { definition };
  let without = definition;
  for (const edge of edgesOf(definition)) {
    if (edge.to === id && edge.from !== id) without = withTarget(without, edge, followed ?? '');
  }
  if (!reachable(without).has(outlet.from)) return { refused: 'inside' };
  const target = targetOf(without, outlet);
  const led = slotsOf(step).reduce(
    (one, slot) => (target !== undefined && ledTo(step, slot) === followed ? leading(one, slot, target) : one),
    step,
  );
  const steps = without.steps.map((other) => (other.id === id ? led : other));
  const moved = withTarget({ ...without, steps }, outlet, id);
  return goesInCircles(moved) ? { refused: 'circle' } : { definition: repaired(moved) };
}
