import { type FlowContent, type FlowDefinition, type FlowStep, repaired } from './flow.model';

type Words = (key: string) => string;
export type FlowTemplate = 'welcome' | 'cart' | 'tips' | 'empty';
export const flowTemplates: readonly FlowTemplate[] = ['welcome', 'cart', 'tips', 'empty'];

type Draft = Omit<FlowDefinition, 'steps'> & { steps: FlowStep[] };

/** How a template greets by name. Liquid braces cannot stand in the translations, whose own they are. */
const nameOr = (fallback: string) => `{{ person.first_name | default: "${fallback}" }}`;

function email(t: Words, id: string, key: string, next: string): FlowStep {
  return {
    id,
    type: 'email',
    name: t(`flows.template.${key}.stepName`),
    subject: t(`flows.template.${key}.subject`),
    body: t(`flows.template.${key}.body`).replaceAll('%name%', nameOr(t('flows.template.someone'))),
    purpose: 'marketing',
    next,
  };
}

const end: FlowStep = { id: 'end', type: 'exit' };

function welcome(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Newsletter Subscribed' }, next: 'hello' },
    reentry: 'never',
    goal: { event: 'Order Completed' },
    exits: [],
    steps: [
      email(t, 'hello', 'welcomeHello', 'look'),
      {
        id: 'look',
        type: 'waitForEvent',
        match: { event: 'Product Viewed' },
        timeout: 'P3D',
        since: 'flow',
        next: 'end',
        timeoutNext: 'guide',
      },
      email(t, 'guide', 'welcomeGuide', 'end'),
      end,
    ],
  };
}

function cart(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Product Added' }, next: 'order' },
    reentry: 'afterExit',
    exits: [{ event: 'Order Completed' }],
    goal: { event: 'Order Completed' },
    steps: [
      {
        id: 'order',
        type: 'waitForEvent',
        match: { event: 'Order Completed' },
        timeout: 'PT1H',
        since: 'flow',
        next: 'end',
        timeoutNext: 'remind',
      },
      email(t, 'remind', 'cartRemind', 'day'),
      { id: 'day', type: 'wait', duration: 'P1D', next: 'help' },
      email(t, 'help', 'cartHelp', 'end'),
      end,
    ],
  };
}

function tips(t: Words): Draft {
  return {
    entry: { type: 'event', match: { event: 'Order Completed' }, next: 'weeks' },
    reentry: 'afterExit',
    exits: [],
    goal: { event: 'Review Written' },
    steps: [
      { id: 'weeks', type: 'wait', duration: 'P21D', next: 'tips' },
      email(t, 'tips', 'tipsUse', 'later'),
      {
        id: 'later',
        type: 'waitForEvent',
        match: { event: 'Review Written' },
        timeout: 'P14D',
        since: 'flow',
        next: 'end',
        timeoutNext: 'review',
      },
      email(t, 'review', 'tipsReview', 'end'),
      end,
    ],
  };
}

const drafts: Record<FlowTemplate, (t: Words) => Draft> = {
  welcome,
  cart,
  tips,
  empty: () => ({ entry: { type: 'event' }, reentry: 'never', exits: [], steps: [] }),
};

/** A flow to start from, in the user's language. */
export function templateFlow(name: FlowTemplate, t: Words): FlowContent {
  const definition = repaired(drafts[name](t));
  return { name: t(`flows.template.${name}.name`), description: t(`flows.template.${name}.text`), definition };
}
