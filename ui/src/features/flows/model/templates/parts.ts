import type { FlowDefinition, FlowStep } from '../flow.model';

export type Words = (key: string) => string;
export type Draft = Omit<FlowDefinition, 'steps'> & { steps: FlowStep[] };

/** How a template greets by name. Liquid braces cannot stand in the translations, whose own they are. */
const nameOr = (fallback: string) => `{{ person.first_name | default: "${fallback}" }}`;

/** An e-mail with its words of `flowtemplates.email.KEY`. */
export function email(t: Words, id: string, key: string, next: string): FlowStep {
  const words = (part: string) => t(`flowtemplates.email.${key}.${part}`);
  return {
    id,
    type: 'email',
    name: words('step'),
    subject: words('subject'),
    body: words('body').replaceAll('%name%', nameOr(t('flowtemplates.someone'))),
    purpose: 'marketing',
    next,
  };
}

export const wait = (id: string, duration: string, next: string): FlowStep => ({ id, type: 'wait', duration, next });

/** Holds people until an event since the flow began; who does not do it in time goes another way. */
export const until = (
  id: string,
  event: string,
  timeout: string,
  next: string,
  timeoutNext: string,
  since: 'step' | 'flow' = 'flow',
): FlowStep => ({ id, type: 'waitForEvent', match: { event }, timeout, since, next, timeoutNext });

export const end: FlowStep = { id: 'end', type: 'exit' };
export const ordered = { event: 'Order Completed' } as const;
