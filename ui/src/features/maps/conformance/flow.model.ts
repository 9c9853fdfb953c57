import type { Schemas } from '@/api/client';
import type { Deviation } from '../model/live.model';
import type { MapContent } from '../model/map.model';
import { bindingOf, stepBefore, stepsOf } from './conformance.model';

type FlowStep = Schemas['FlowStep'];
export type FlowContent = Schemas['FlowContent'];
export type Skeleton = { content: FlowContent; links: { card: string; step: string }[] };
type Touchpoint = Pick<Schemas['Touchpoint'], 'id' | 'binding'>;

/** How the reminders of a skeleton are called, in the user's language. */
export type SkeletonWords = {
  wait: (card: string) => string;
  reminder: (card: string) => string;
  subject: (card: string) => string;
  body: (card: string) => string;
};

const patience = 'P3D';

function reminder(id: string, title: string, next: string, words: SkeletonWords): FlowStep {
  return {
    id,
    type: 'email',
    name: words.reminder(title),
    subject: words.subject(title),
    body: words.body(title),
    purpose: 'marketing',
    next,
  };
}

/**
 * A flow that walks with people along the map: who does not come by the next card in time is reminded of it. Each card
 * has one step that waits for its event; texts are drafts to be written.
 */
export function flowOfMap(map: MapContent, touchpoints: readonly Touchpoint[], words: SkeletonWords): Skeleton | null {
  const steps = stepsOf(map, touchpoints);
  const [first, ...rest] = steps;
  if (first === undefined || rest.length === 0) return null;
  const id = (card: string) => `card-${card}`;
  const flow: FlowStep[] = [];
  rest.forEach(({ card, match }, at) => {
    const after = rest[at + 1];
    const next = after === undefined ? 'end' : id(after.card.id);
    flow.push({
      id: id(card.id),
      type: 'waitForEvent',
      name: words.wait(card.title),
      match,
      since: 'flow',
      timeout: patience,
      next,
      timeoutNext: card.step === 'mandatory' ? `remind-${card.id}` : next,
    });
    if (card.step === 'mandatory') flow.push(reminder(`remind-${card.id}`, card.title, next, words));
  });
  flow.push({ id: 'end', type: 'exit' });
  return {
    content: {
      name: map.name,
      definition: {
        entry: { type: 'event', match: first.match, next: id(rest[0]?.card.id ?? '') },
        reentry: 'afterExit',
        ...(map.goal === undefined ? {} : { goal: map.goal }),
        steps: flow,
      },
    },
    links: [{ card: first.card.id, step: 'entry' }, ...rest.map(({ card }) => ({ card: card.id, step: id(card.id) }))],
  };
}

/** A flow for those who deviate at a card: it waits for what should have come and reminds of it. */
export function flowOfDeviation(
  name: string,
  deviation: Pick<Deviation, 'kind' | 'card'>,
  map: MapContent,
  touchpoints: readonly Touchpoint[],
  words: SkeletonWords,
): Skeleton | null {
  const card = map.cards.find(({ id }) => id === deviation.card);
  const match = card && bindingOf(card, touchpoints);
  if (card === undefined || match === undefined) return null;
  const entry = deviation.kind === 'failed' ? card.failure : stepBefore(map, touchpoints, card.id)?.match;
  if (entry === undefined) return null;
  const step = `card-${card.id}`;
  return {
    content: {
      name,
      definition: {
        entry: { type: 'event', match: entry, next: step },
        reentry: 'afterExit',
        goal: match,
        steps: [
          {
            id: step,
            type: 'waitForEvent',
            name: words.wait(card.title),
            match,
            since: 'flow',
            timeout: patience,
            next: 'end',
            timeoutNext: `remind-${card.id}`,
          },
          reminder(`remind-${card.id}`, card.title, 'end', words),
          { id: 'end', type: 'exit' },
        ],
      },
    },
    links: [{ card: card.id, step }],
  };
}
