import { newId } from '@/kit/edit/newId';
import type { EmotionPoint, LaneKind, MapCard, MapContent, StageHue } from './map.model';

type Words = (key: string) => string;
export type TemplateName = 'empty' | 'laptop' | 'b2b';
export const templateNames: readonly TemplateName[] = ['laptop', 'b2b', 'empty'];

const fiveStages: readonly StageHue[] = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];
const emptyLanes: readonly LaneKind[] = ['goals', 'touchpoints', 'emotions', 'pains', 'opportunities'];

/** One card of a template: words are at `maps.template.NAME.card.KEY`. */
type Sketch = {
  key: string;
  stage: StageHue;
  lane: LaneKind;
  event?: string;
  failure?: string;
  step?: MapCard['step'];
  severity?: number;
};

const laptop: readonly Sketch[] = [
  { key: 'goalFind', stage: 'awareness', lane: 'goals' },
  { key: 'goalChoose', stage: 'consideration', lane: 'goals' },
  { key: 'goalPay', stage: 'purchase', lane: 'goals' },
  { key: 'goalUse', stage: 'retention', lane: 'goals' },
  { key: 'goalShare', stage: 'advocacy', lane: 'goals' },
  { key: 'visit', stage: 'awareness', lane: 'touchpoints', event: 'Page Viewed', step: 'repeatable' },
  { key: 'product', stage: 'consideration', lane: 'touchpoints', event: 'Product Viewed', step: 'repeatable' },
  { key: 'reviews', stage: 'consideration', lane: 'touchpoints', event: 'Reviews Read', step: 'mandatory' },
  { key: 'cart', stage: 'purchase', lane: 'touchpoints', event: 'Product Added', step: 'mandatory' },
  { key: 'checkout', stage: 'purchase', lane: 'touchpoints', event: 'Checkout Started', step: 'mandatory' },
  {
    key: 'order',
    stage: 'purchase',
    lane: 'touchpoints',
    event: 'Order Completed',
    failure: 'Payment Failed',
    step: 'mandatory',
  },
  { key: 'tips', stage: 'retention', lane: 'touchpoints', event: 'Tips Read', step: 'optional' },
  { key: 'review', stage: 'advocacy', lane: 'touchpoints', event: 'Review Written', step: 'optional' },
  { key: 'painTooMany', stage: 'consideration', lane: 'pains', severity: 3 },
  { key: 'painShipping', stage: 'purchase', lane: 'pains', severity: 4 },
  { key: 'painSetup', stage: 'retention', lane: 'pains', severity: 2 },
  { key: 'chanceCompare', stage: 'consideration', lane: 'opportunities' },
  { key: 'chanceTips', stage: 'retention', lane: 'opportunities' },
];
const laptopEmotions = [0, 0.5, 1, -1, 1.5, 0.5, 1];

const b2b: readonly Sketch[] = [
  { key: 'goalLearn', stage: 'awareness', lane: 'goals' },
  { key: 'goalConvince', stage: 'consideration', lane: 'goals' },
  { key: 'goalSign', stage: 'purchase', lane: 'goals' },
  { key: 'goalResult', stage: 'retention', lane: 'goals' },
  { key: 'goalRefer', stage: 'advocacy', lane: 'goals' },
  { key: 'article', stage: 'awareness', lane: 'touchpoints' },
  { key: 'demo', stage: 'consideration', lane: 'touchpoints', step: 'mandatory' },
  { key: 'offer', stage: 'purchase', lane: 'touchpoints', step: 'mandatory' },
  { key: 'onboarding', stage: 'retention', lane: 'touchpoints', step: 'mandatory' },
  { key: 'caseStudy', stage: 'advocacy', lane: 'touchpoints', step: 'optional' },
  { key: 'painBudget', stage: 'purchase', lane: 'pains', severity: 4 },
  { key: 'chanceGuide', stage: 'retention', lane: 'opportunities' },
];
const b2bEmotions = [0, 1, -1, 0.5, 1.5];

function spread(values: readonly number[]): EmotionPoint[] {
  return values.map((value, place) => {
    const across = ((place + 0.5) / values.length) * fiveStages.length;
    const stage = Math.min(fiveStages.length - 1, Math.floor(across));
    return { id: newId('e-'), stage: fiveStages[stage] ?? 'awareness', position: across - stage, value };
  });
}

function cardOf(name: TemplateName, t: Words, { key, stage, lane, event, failure, step, severity }: Sketch): MapCard {
  const card: MapCard = { id: newId('c-'), stage, lane, title: t(`maps.template.${name}.card.${key}`) };
  if (event) card.binding = { event };
  if (failure) card.failure = { event: failure };
  if (step) card.step = step;
  if (severity) card.severity = severity;
  return card;
}

/** A map to start from, in the user's language. */
export function templateMap(name: TemplateName, t: Words): MapContent {
  const sketches = name === 'laptop' ? laptop : name === 'b2b' ? b2b : [];
  const emotions = name === 'laptop' ? laptopEmotions : name === 'b2b' ? b2bEmotions : [];
  return {
    name: t(`maps.template.${name}.name`),
    kind: name === 'empty' ? 'asIs' : 'toBe',
    ...(name === 'laptop' ? { goal: { event: 'Order Completed' } } : {}),
    stages: fiveStages.map((hue) => ({ id: hue, name: t(`maps.stage.${hue}`), hue })),
    lanes: emptyLanes.map((kind) => ({ id: kind, kind })),
    cards: sketches.map((sketch) => cardOf(name, t, sketch)),
    emotions: spread(emotions),
  };
}
