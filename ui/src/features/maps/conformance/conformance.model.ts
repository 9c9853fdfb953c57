import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import type { Deviation } from '../model/live.model';
import { addCard, addLane, type MapCard, type MapContent } from '../model/map.model';

export type Parts = Schemas['ConformanceParts'];
export type Part = Schemas['ConformancePart'];
export type Rules = Schemas['MapRules'];
type Condition = Schemas['Condition'];
type EventMatch = Schemas['EventMatch'];
type Touchpoint = Pick<Schemas['Touchpoint'], 'id' | 'binding'>;

/** The map with a deviation allowed or not. */
export function withAllowed(map: MapContent, deviation: string, allowed: boolean): MapContent {
  const others = (map.rules?.allowed ?? []).filter((one) => one.deviation !== deviation);
  return { ...map, rules: { ...map.rules, allowed: allowed ? [...others, { deviation }] : others } };
}

/** The map with a deviation as an opportunity: in the stage of its card, else in the first one. */
export function withOpportunity(map: MapContent, deviation: Pick<Deviation, 'card'>, title: string): MapContent {
  const isLane = (lane: MapContent['lanes'][number]) => lane.kind === 'opportunities';
  const whole = map.lanes.some(isLane) ? map : addLane(map, 'opportunities');
  const lane = whole.lanes.find(isLane);
  const stage = map.cards.find(({ id }) => id === deviation.card)?.stage ?? map.stages[0]?.id;
  if (lane === undefined || stage === undefined) return map;
  return addCard(whole, { id: newId('c'), lane: lane.id, stage, title, opportunity: { status: 'idea' } });
}

/** What a card's events are: its own binding, or its touchpoint's. */
export function bindingOf(card: MapCard, touchpoints: readonly Touchpoint[]): EventMatch | undefined {
  return card.binding ?? touchpoints.find(({ id }) => id === card.touchpoint)?.binding;
}

/** Bound cards of the model, stage by stage. */
export function stepsOf(map: MapContent, touchpoints: readonly Touchpoint[]): { card: MapCard; match: EventMatch }[] {
  return map.stages.flatMap((stage) =>
    map.cards.flatMap((card) => {
      const match = card.stage === stage.id && card.step !== 'none' ? bindingOf(card, touchpoints) : undefined;
      return match === undefined ? [] : [{ card, match }];
    }),
  );
}

const happened = (match: EventMatch): Condition => ({ type: 'event', match, comparison: 'atLeast', count: 1 });

/** The event of a deviation: of its card, or of the touchpoint that the map does not have. */
export function matchOf(
  deviation: Pick<Deviation, 'id' | 'kind' | 'card'>,
  map: MapContent,
  touchpoints: readonly Touchpoint[],
): EventMatch | undefined {
  const card = map.cards.find(({ id }) => id === deviation.card);
  if (card === undefined) return touchpoints.find(({ id }) => deviation.id.endsWith(`:${id}`))?.binding;
  return deviation.kind === 'failed' ? card.failure : bindingOf(card, touchpoints);
}

/** The step before a card that everybody should have come by; people who miss the card are looked for there. */
export function stepBefore(
  map: MapContent,
  touchpoints: readonly Touchpoint[],
  card: string | undefined,
): { card: MapCard; match: EventMatch } | undefined {
  const steps = stepsOf(map, touchpoints);
  const at = steps.findIndex((step) => step.card.id === card);
  const before = at < 0 ? [] : steps.slice(0, at);
  return before.findLast((step) => step.card.step === 'mandatory') ?? before.at(-1);
}

/** A segment of people like those who deviate, at any time; a segment is not tied to the period of a report. */
export function segmentOf(
  deviation: Pick<Deviation, 'id' | 'kind' | 'card'>,
  map: MapContent,
  touchpoints: readonly Touchpoint[],
): Condition | null {
  const match = matchOf(deviation, map, touchpoints);
  if (match === undefined) return null;
  const before = stepBefore(map, touchpoints, deviation.card)?.match;
  switch (deviation.kind) {
    case 'missing': {
      const never: Condition = { type: 'not', condition: happened(match) };
      return before === undefined ? never : { type: 'all', conditions: [happened(before), never] };
    }
    case 'outOfOrder':
      return before === undefined
        ? happened(match)
        : { type: 'sequence', matches: [match, before], within: `P${map.caseGapDays ?? 90}D` };
    case 'adHoc':
    case 'failed':
      return happened(match);
  }
}

/** A segment of people like those with a journey on the map, at any time; none for what no condition says. */
export function likeThose(
  part: 'all' | 'fitting' | 'deviating' | 'beyond' | 'converted',
  map: MapContent,
  touchpoints: readonly Touchpoint[],
): Condition | undefined {
  const steps = stepsOf(map, touchpoints);
  const any: Condition = { type: 'any', conditions: steps.map(({ match }) => happened(match)) };
  const way = steps.filter(({ card }) => card.step === 'mandatory').map(({ match }) => match);
  const along: Condition = { type: 'sequence', matches: way, within: `P${map.caseGapDays ?? 90}D` };
  if (part === 'beyond' || part === 'converted' || steps.length === 0) return undefined;
  if (part === 'all') return any;
  if (way.length < 2) return undefined;
  return part === 'fitting' ? along : { type: 'all', conditions: [any, { type: 'not', condition: along }] };
}

/** The first and the last complete period against each other; null with less than two. */
export function change(parts: Parts): { from: number; to: number } | null {
  const complete = parts.trend.filter((point) => point.complete && point.figures.cases > 0);
  const first = complete[0];
  const last = complete.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  return { from: first.figures.conformanceRate.value, to: last.figures.conformanceRate.value };
}
