import { type FlowContent, type FlowDefinition, repaired } from '../flow.model';
import backInStock from './backInStock.json' with { type: 'json' };
import birthday from './birthday.json' with { type: 'json' };
import browse from './browse.json' with { type: 'json' };
import cart from './cart.json' with { type: 'json' };
import loyalty from './loyalty.json' with { type: 'json' };
import nps from './nps.json' with { type: 'json' };
import nurture from './nurture.json' with { type: 'json' };
import referral from './referral.json' with { type: 'json' };
import review from './review.json' with { type: 'json' };
import tips from './tips.json' with { type: 'json' };
import welcome from './welcome.json' with { type: 'json' };
import winback from './winback.json' with { type: 'json' };

/** Each as the API takes it, but with the keys of its words; what it does is shown by the scenarios beside it. */
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
  empty: { entry: { type: 'event' }, reentry: 'never', exits: [], steps: [] },
};

export type Words = (key: string) => string;
export type FlowTemplate = keyof typeof drafts;
/** In the order in which a customer would meet them; the empty one last. */
export const flowTemplates = Object.keys(drafts) as readonly FlowTemplate[];

/** How a template greets by name. Liquid braces cannot stand in the translations, whose own they are. */
const nameOr = (fallback: string) => `{{ person.first_name | default: "${fallback}" }}`;

/** What steps of the flow have given on the way. */
const given = (t: Words): Readonly<Record<string, string>> => ({
  '%name%': nameOr(t('flowtemplates.someone')),
  '%code%': '{{ coupon.code }}',
  '%last%': `{% if coupon.expires %} (${t('flowtemplates.until')} {{ coupon.expires }}){% endif %}`,
  '%tier%': '{{ person.tier }}',
  '%points%': '{{ person.points }}',
});

function worded(text: string, t: Words): string {
  if (!text.startsWith('flowtemplates.')) return text;
  return Object.entries(given(t)).reduce((whole, [sign, value]) => whole.replaceAll(sign, value), t(text));
}

/**
 * A flow to start from, in the user's language.
 *
 * @param pool id of the coupons that it gives codes of; to be chosen when there are none yet
 */
export function templateFlow(name: FlowTemplate, t: Words, pool = ''): FlowContent {
  const draft: FlowDefinition = JSON.parse(JSON.stringify(drafts[name]), (key, value) =>
    key === 'pool' ? pool : typeof value === 'string' ? worded(value, t) : value,
  );
  const text = t(`flowtemplates.${name}.text`);
  return { name: t(`flowtemplates.${name}.name`), description: text, definition: repaired(draft) };
}
