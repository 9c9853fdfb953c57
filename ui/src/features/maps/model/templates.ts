import { newId } from '@/kit/edit/newId';
import { type EmotionPoint, type LaneKind, laneKinds, type MapCard, type MapContent, type StageHue } from './map.model';

type Words = (key: string) => string;
export const templateNames = [
  'laptop',
  'shop3',
  'shop4',
  'shop5',
  'b2b',
  'service',
  'subscription',
  'omni',
  'empty',
] as const;
export type TemplateName = (typeof templateNames)[number];

const five: readonly StageHue[] = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];
const usual: readonly LaneKind[] = [
  'goals',
  'actions',
  'touchpoints',
  'emotions',
  'pains',
  'opportunities',
  'content',
  'kpis',
];

/** What a card of a template knows besides its words; found by lane, stage and place in the cell. */
type Knows = Readonly<Record<string, Partial<MapCard>>>;
type Template = {
  /** Where its words are, below `maptemplates`. */
  words: string;
  stages: readonly StageHue[];
  lanes: readonly LaneKind[];
  knows: Knows;
  feelings: readonly number[];
  goal?: string;
};

const event = (name: string, step: NonNullable<MapCard['step']>, failure?: string): Partial<MapCard> => ({
  binding: { event: name },
  step,
  ...(failure === undefined ? {} : { failure: { event: failure } }),
});
const worth = (customerValue: number, businessValue: number, effort: number): Partial<MapCard> => ({
  opportunity: { customerValue, businessValue, effort, status: 'idea' },
});
const purposes: Knows = {
  'content/awareness/0': { purpose: 'educate' },
  'content/consideration/0': { purpose: 'compare' },
  'content/consideration/1': { purpose: 'compare' },
  'content/purchase/0': { purpose: 'convert' },
  'content/retention/0': { purpose: 'educate' },
  'content/advocacy/0': { purpose: 'convert' },
};
const severities: Knows = {
  'pains/awareness/0': { severity: 2 },
  'pains/consideration/0': { severity: 3 },
  'pains/purchase/0': { severity: 4 },
  'pains/retention/0': { severity: 3 },
  'pains/advocacy/0': { severity: 2 },
};
const worths: Knows = {
  'opportunities/awareness/0': worth(3, 4, 2),
  'opportunities/consideration/0': worth(4, 3, 2),
  'opportunities/purchase/0': worth(5, 5, 2),
  'opportunities/retention/0': worth(4, 4, 1),
  'opportunities/advocacy/0': worth(2, 3, 3),
};
const common: Knows = { ...purposes, ...severities, ...worths };
const shopEvents: Knows = {
  'touchpoints/awareness/0': event('Page Viewed', 'repeatable'),
  'touchpoints/consideration/0': event('Product Viewed', 'repeatable'),
  'touchpoints/purchase/0': event('Product Added', 'mandatory'),
  'touchpoints/purchase/1': event('Checkout Started', 'mandatory'),
  'touchpoints/purchase/2': event('Order Completed', 'mandatory', 'Payment Failed'),
  'touchpoints/advocacy/0': event('Review Written', 'optional'),
};
const shop = (stages: number): Template => ({
  words: 'shop',
  stages: five.slice(0, stages),
  lanes: usual,
  knows: { ...common, ...shopEvents },
  feelings: [0, 0.5, -1, 1, 1.5].slice(0, stages),
  goal: 'Order Completed',
});
const plain = (words: string, stages: number, feelings: readonly number[]): Template => ({
  words,
  stages: five.slice(0, stages),
  lanes: usual,
  knows: common,
  feelings,
});

const templates: Readonly<Record<TemplateName, Template>> = {
  laptop: {
    words: 'laptop',
    stages: five,
    lanes: laneKinds,
    knows: {
      ...common,
      ...shopEvents,
      'touchpoints/consideration/1': event('Reviews Read', 'mandatory'),
      'touchpoints/retention/0': event('Tips Read', 'optional'),
    },
    feelings: [0, 0.5, 1, -1, 1.5, 0.5, 1],
    goal: 'Order Completed',
  },
  shop3: shop(3),
  shop4: shop(4),
  shop5: shop(5),
  b2b: plain('b2b', 5, [0, 1, -1, 0.5, 1.5]),
  service: plain('service', 4, [-1, -1.5, 0.5, 1]),
  subscription: plain('subscription', 5, [0, 1, -0.5, 0.5, 1.5]),
  omni: plain('omni', 5, [0.5, 1, 0, -0.5, 1]),
  empty: {
    words: 'none',
    stages: five,
    lanes: ['goals', 'touchpoints', 'emotions', 'pains', 'opportunities'],
    knows: {},
    feelings: [],
  },
};

function feelingsOf({ stages, feelings }: Template): EmotionPoint[] {
  return feelings.map((value, place) => {
    const across = ((place + 0.5) / feelings.length) * stages.length;
    const stage = Math.min(stages.length - 1, Math.floor(across));
    return { id: newId('e-'), stage: stages[stage] ?? 'awareness', position: across - stage, value };
  });
}

/** The cards of a cell; its words hold one title for each, with a bar between them. */
function cardsOf({ words, knows }: Template, stage: StageHue, lane: LaneKind, t: Words): MapCard[] {
  if (words === 'none' || lane === 'emotions') return [];
  return t(`maptemplates.${words}.${lane}.${stage}`)
    .split('|')
    .map((title, place) => ({
      id: newId('c-'),
      stage,
      lane,
      title: title.trim(),
      ...knows[`${lane}/${stage}/${place}`],
    }));
}

/** A map to start from, in the user's language. */
export function templateMap(name: TemplateName, t: Words): MapContent {
  const template = templates[name];
  return {
    name: name === 'empty' ? t('maps.template.empty.name') : t(`maptemplates.${name}.name`),
    kind: name === 'empty' ? 'asIs' : 'toBe',
    ...(template.goal === undefined ? {} : { goal: { event: template.goal } }),
    stages: template.stages.map((hue) => ({ id: hue, name: t(`maps.stage.${hue}`), hue })),
    lanes: template.lanes.map((kind) => ({ id: kind, kind })),
    cards: template.lanes.flatMap((lane) => template.stages.flatMap((stage) => cardsOf(template, stage, lane, t))),
    emotions: feelingsOf(template),
  };
}
