import {
  type FlowCounts,
  type FlowDefinition,
  type FlowStep,
  ledTo,
  type Outlet,
  type Slot,
  slotsOf,
  stepOf,
  targetOf,
  wayOf,
} from './flow.model';

/** What the server calls a way out of a step. */
function outletOf(step: FlowStep | undefined, slot: Slot): string {
  if (slot === 'timeoutNext') return 'timeout';
  if (step?.type === 'condition') return slot === 'next' ? 'yes' : 'no';
  return wayOf(step, slot)?.label ?? slot;
}

/** How many went a way. Counts of before ways were told apart are those of the only way that leads there. */
export function personsOn(counts: FlowCounts | undefined, definition: FlowDefinition, outlet: Outlet): number {
  const step = stepOf(definition, outlet.from);
  const to = targetOf(definition, outlet);
  const own = outletOf(step, outlet.slot);
  const alone = step === undefined || slotsOf(step).filter((slot) => ledTo(step, slot) === to).length === 1;
  return (counts?.edges ?? [])
    .filter((edge) => edge.from === outlet.from && edge.to === to)
    .filter((edge) => edge.outlet === own || (alone && edge.outlet === ''))
    .reduce((sum, edge) => sum + edge.persons, 0);
}
