import { addDays } from '@/kit/filter/filter.model';
import type { GoalContent } from '@/kit/goal/goal.model';

/** A goal as it is proposed: a figure of the overview, over the four weeks from today on. */
export const newGoal = (today: string): GoalContent => ({
  name: '',
  report: { kind: 'overview', request: {} },
  figure: 'conversionRate',
  measure: 'level',
  direction: 'atLeast',
  target: 0,
  from: today,
  until: addDays(today, 89),
});

/** Without what was left empty. */
export function tidy(content: GoalContent): GoalContent {
  const { description, owner, segment, maps, flows, ...rest } = content;
  return {
    ...rest,
    name: content.name.trim(),
    ...(description?.trim() ? { description: description.trim() } : {}),
    ...(owner?.trim() ? { owner: owner.trim() } : {}),
    ...(segment ? { segment } : {}),
    ...(maps?.length ? { maps } : {}),
    ...(flows?.length ? { flows } : {}),
  };
}

/** Figures that add up over time; of all others a level is taken. */
const sums = ['visitors', 'sessions', 'pageViews', 'conversions', 'revenue', 'orders', 'figure'];

/** How a figure is taken, unless somebody says otherwise. */
export const measureOf = (figure: string): NonNullable<GoalContent['measure']> =>
  sums.includes(figure) ? 'total' : 'level';

/** Shares are typed as percents. */
export const typed = (value: number, isShare: boolean): number => (isShare ? Math.round(value * 1e6) / 1e4 : value);
export const meant = (value: number, isShare: boolean): number => (isShare ? Math.round(value * 1e4) / 1e6 : value);
