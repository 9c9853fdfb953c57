import type { Schemas } from '@/api/client';
import { matchComplete } from '@/kit/condition/condition.model';

export type FunnelDefinition = Omit<Schemas['FunnelRequest'], 'scope'>;
type Step = Schemas['FunnelStep'];
type StepResult = Schemas['FunnelStepResult'];

export const emptyFunnel: FunnelDefinition = { steps: [], order: 'ordered', window: 'P7D', count: 'persons' };

/** Whether the server can be asked: 2 to 20 steps and none of them blank. */
export function ready(definition: FunnelDefinition): boolean {
  const { steps } = definition;
  if (steps.length < 2 || steps.length > 20) return false;
  const exclusions = definition.exclusions ?? [];
  return (
    steps.every((step) => step.any.length > 0 && step.any.every(matchComplete)) &&
    exclusions.every((exclusion) => matchComplete(exclusion.match)) &&
    (definition.breakdown === undefined || definition.breakdown.name !== '')
  );
}

export type Trend = NonNullable<FunnelDefinition['trend']>;

/** Days to a month, weeks to a year, then months. */
export function trendFor(days: number): Trend {
  if (days <= 31) return 'day';
  return days <= 366 ? 'week' : 'month';
}

/** Neither the first nor the last step, nor one of a funnel in any order. */
export function mayBeOptional(definition: FunnelDefinition, place: number): boolean {
  return definition.order !== 'any' && place > 0 && place < definition.steps.length - 1;
}

/** Steps that may not be optional, where they stand now, are not. */
function settled(definition: FunnelDefinition): Step[] {
  return definition.steps.map((step, place) => {
    const { optional, ...kept } = step;
    return optional && mayBeOptional(definition, place) ? step : kept;
  });
}

/**
 * The same funnel in another order; in any order no step is optional, and only steps that follow each other can do so in
 * one instant.
 */
export function withOrder(definition: FunnelDefinition, order: FunnelDefinition['order']): Partial<FunnelDefinition> {
  const ordered = { ...definition, order };
  return { ...ordered, steps: settled(ordered), ...(order === 'ordered' ? {} : { tie: undefined }) };
}

export function moveStep(steps: readonly Step[], from: number, to: number): Step[] {
  if (to < 0 || to >= steps.length) return [...steps];
  const moved = [...steps];
  const [step] = moved.splice(from, 1);
  if (step) moved.splice(to, 0, step);
  return moved;
}

type Breakdown = Schemas['Breakdown'];

/** The choice of the value that counts, as one word: a step by its number. */
export function touchOf(breakdown: Breakdown): string {
  return breakdown.touch === 'step' ? `step-${breakdown.step ?? 1}` : (breakdown.touch ?? 'first');
}

export function touched({ step: _old, ...breakdown }: Breakdown, choice: string): Breakdown {
  const [touch, number] = choice.split('-');
  return number === undefined
    ? { ...breakdown, touch: touch as 'first' }
    : { ...breakdown, touch: 'step', step: Number(number) };
}

/** Exclusions keep to the steps that are left when some go; those without two steps around them go too. */
export function withSteps(definition: FunnelDefinition, steps: Step[]): FunnelDefinition {
  const exclusions = (definition.exclusions ?? [])
    .map((exclusion) => ({ ...exclusion, before: Math.min(exclusion.before, steps.length) }))
    .filter((exclusion) => exclusion.after < exclusion.before);
  const { exclusions: _old, ...rest } = definition;
  const kept = { ...rest, ...within(rest.breakdown, steps.length), steps: settled({ ...rest, steps }) };
  return exclusions.length === 0 ? kept : { ...kept, exclusions };
}

/** A breakdown by a step that is gone is one by the last step. */
function within(breakdown: Breakdown | undefined, steps: number): { breakdown?: Breakdown } {
  if (breakdown?.step === undefined || breakdown.step <= steps) return {};
  return { breakdown: { ...breakdown, step: Math.max(1, steps) } };
}

export type FunnelBar = {
  number: number;
  result: StepResult;
  /** Length of the bar: share of the first step. */
  share: number;
  /** Share of the first step that was lost since the mandatory step before. */
  lostShare: number;
  lostBefore: number;
  /** Number of that step. */
  before: number;
  compared: number | null;
};

export function barsOf(steps: readonly StepResult[], comparison: readonly StepResult[] | undefined): FunnelBar[] {
  const first = steps[0]?.count ?? 0;
  const firstCompared = comparison?.[0]?.count ?? 0;
  return steps.map((result, place) => {
    const before = steps.slice(0, place).findLastIndex((step) => !step.optional);
    // An optional step loses nobody: the others go on without it.
    const lost = before < 0 || result.optional ? 0 : Math.max(0, (steps[before]?.count ?? 0) - result.count);
    const compared = comparison?.[place];
    return {
      number: place + 1,
      result,
      share: first === 0 ? 0 : result.count / first,
      lostShare: first === 0 ? 0 : lost / first,
      lostBefore: lost,
      before: before + 1,
      compared: compared === undefined || firstCompared === 0 ? null : compared.count / firstCompared,
    };
  });
}
