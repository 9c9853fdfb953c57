import { type FlowContent, repaired } from '../flow.model';
import { birthday, loyalty, nps, referral, review, tips, winback } from './afterBuying';
import { backInStock, browse, cart, nurture, welcome } from './beforeBuying';
import type { Draft, Words } from './parts';

const drafts = {
  welcome,
  cart,
  browse,
  backInStock,
  nurture,
  tips,
  review,
  winback,
  birthday,
  nps,
  loyalty,
  referral,
  empty: (): Draft => ({ entry: { type: 'event' }, reentry: 'never', exits: [], steps: [] }),
} satisfies Record<string, (t: Words) => Draft>;

export type FlowTemplate = keyof typeof drafts;
/** In the order in which a customer would meet them; the empty one last. */
export const flowTemplates = Object.keys(drafts) as readonly FlowTemplate[];

/** A flow to start from, in the user's language. */
export function templateFlow(name: FlowTemplate, t: Words): FlowContent {
  const definition = repaired(drafts[name](t));
  const text = t(`flowtemplates.${name}.text`);
  return { name: t(`flowtemplates.${name}.name`), description: text, definition };
}
