import type { Schemas } from '@/api/client';

export type Effect = Schemas['TouchpointEffect'];
export type Suggestion = Schemas['TouchpointSuggestion'];
export type Verdict = 'more' | 'less' | 'unclear' | 'goal' | 'alone';

/** What the comparison allows to say: nothing while zero lies within its interval. */
export function verdictOf({ difference, isGoal }: Pick<Effect, 'difference' | 'isGoal'>): Verdict {
  if (isGoal) return 'goal';
  if (difference === undefined) return 'alone';
  if (difference.low > 0) return 'more';
  return difference.high < 0 ? 'less' : 'unclear';
}

/** Whoever met a touchpoint in the period. */
export function metQuery(match: Schemas['EventMatch'], scope: Schemas['Scope']): Schemas['PeopleQuery'] {
  const { from, to, segment } = scope;
  const met: Schemas['Condition'] = { type: 'event', match, comparison: 'atLeast', count: 1, from, to };
  return {
    kind: 'condition',
    condition: segment ? { type: 'all', conditions: [{ type: 'segment', segment }, met] } : met,
  };
}

/** A channel in the user's language; an event by its own name. */
export function suggestionName({ basis, touchpoint }: Suggestion, channel: (name: string) => string): string {
  return basis === 'channel' ? channel(touchpoint.channel) : touchpoint.name;
}
