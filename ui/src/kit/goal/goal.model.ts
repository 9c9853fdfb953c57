import type { Schemas } from '@/api/client';
import { addDays } from '../filter/filter.model';
import { peopleOf } from '../summary/people.model';

export type Goal = Schemas['Goal'];
export type GoalContent = Schemas['GoalContent'];
export type GoalProgress = Schemas['GoalProgress'];
export type GoalState = GoalProgress['state'];

export const stateColors: Readonly<Record<GoalState, string>> = {
  onTrack: 'accent',
  reached: 'accent',
  behind: 'warm',
  missed: 'red',
  unknown: 'gray',
};

/** The states that want somebody to look. */
export const isInTrouble = (state: GoalState): boolean => state === 'behind' || state === 'missed';

const within = (share: number) => Math.max(0, Math.min(share, 1));

export type Way = { walked: number; expected: number };

/** How far it is from the start to the target, and how far it should be: shares of the way, from 0 to 1. */
export function wayOf(goal: GoalContent, { start, actual, expected }: GoalProgress): Way | null {
  if (start === undefined || actual === undefined || expected === undefined) return null;
  const length = goal.target - start;
  // A level that stood at its target or better on the first day has no way to go; it is there, or short of it.
  const isLess = goal.direction === 'atMost';
  if (goal.measure !== 'total' && (isLess ? start <= goal.target : start >= goal.target)) {
    const [small, large] = isLess ? [goal.target, actual] : [actual, goal.target];
    return { walked: large <= small ? 1 : within(small / large), expected: 1 };
  }
  const share = (value: number) => (length === 0 ? 1 : within((value - start) / length));
  return { walked: share(actual), expected: share(expected) };
}

/** The days of a level, as the server takes them. */
const levelDays = 28;

/** The days that the newest reading is about; null before there is one. */
export function scopeOf(goal: GoalContent, progress: GoalProgress): Schemas['Scope'] | null {
  const last = progress.readings.at(-1)?.day;
  if (last === undefined) return null;
  const from = goal.measure === 'total' ? goal.from : addDays(last, 1 - levelDays);
  return { from, to: last, compare: 'none', ...(goal.segment ? { segment: goal.segment } : {}) };
}

/** The people behind the newest reading; null where the figure counts none of its own. */
export function peopleBehind(goal: GoalContent, progress: GoalProgress): Schemas['PeopleQuery'] | null {
  const scope = scopeOf(goal, progress);
  if (scope === null) return null;
  return peopleOf(goal.report.kind, { ...goal.report.request, scope }, { of: 'figure', key: goal.figure });
}

export function contentOf({ id: _, updatedAt: __, updatedBy: ___, ...content }: Goal): GoalContent {
  return content;
}
