import type { FlowTrigger } from './flow.model';

export const triggerKinds = ['event', 'entered', 'left', 'condition'] as const;
export type TriggerKind = (typeof triggerKinds)[number];

export function kindOf(trigger: FlowTrigger | undefined): TriggerKind {
  if (trigger === undefined || 'event' in trigger) return 'event';
  return 'condition' in trigger ? 'condition' : trigger.when;
}
