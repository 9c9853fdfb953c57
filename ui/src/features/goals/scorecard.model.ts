import type { Schemas } from '@/api/client';
import { type Goal, type GoalProgress, isInTrouble } from '@/kit/goal/goal.model';

export type MeasuredGoal = { goal: Goal; progress: GoalProgress | undefined };
export type OwnedMap = { id: string; name: string; status: Schemas['MapStatus']; stale: boolean; openThreads: number };
type Owned = { owner?: string | undefined };

export type Scorecard = {
  /** Empty for what nobody answers for. */
  owner: string;
  goals: MeasuredGoal[];
  /** Goals on track or reached. */
  good: number;
  maps: OwnedMap[];
  /** Touchpoints, and those of them without a KPI or an event. */
  touchpoints: number;
  unmeasured: number;
};

/** The same name whatever its capitals; two that are empty as well. */
export const isSameOwner = (one: string | undefined, other: string | undefined) => keyOf(one) === keyOf(other);

const keyOf = (owner: string | undefined) => (owner ?? '').trim().toLocaleLowerCase();

/** What each owner answers for and how it does: most goals in trouble first, what nobody owns last. */
export function scorecardsOf(
  goals: readonly MeasuredGoal[],
  maps: readonly (OwnedMap & Owned)[],
  touchpoints: readonly Schemas['Touchpoint'][],
): Scorecard[] {
  const cards = new Map<string, Scorecard>();
  const of = (owner: string | undefined) => {
    const key = keyOf(owner);
    const card = cards.get(key) ?? {
      owner: (owner ?? '').trim(),
      goals: [],
      good: 0,
      maps: [],
      touchpoints: 0,
      unmeasured: 0,
    };
    cards.set(key, card);
    return card;
  };
  for (const measured of goals) {
    const card = of(measured.goal.owner);
    card.goals.push(measured);
    if (measured.progress?.state === 'onTrack' || measured.progress?.state === 'reached') card.good += 1;
  }
  for (const { owner, ...map } of maps) of(owner).maps.push(map);
  for (const { owner, kpi, binding } of touchpoints) {
    const card = of(owner);
    card.touchpoints += 1;
    if (!kpi?.trim() || binding === undefined) card.unmeasured += 1;
  }
  const trouble = (card: Scorecard) =>
    card.goals.filter(({ progress }) => progress && isInTrouble(progress.state)).length;
  return [...cards.values()].sort(
    (a, b) =>
      Number(a.owner === '') - Number(b.owner === '') || trouble(b) - trouble(a) || a.owner.localeCompare(b.owner),
  );
}
