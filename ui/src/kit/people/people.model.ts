import type { Schemas } from '@/api/client';

type Condition = Schemas['Condition'];
type FunnelRequest = Schemas['FunnelRequest'];

/** A condition for a segment; `exact` when it names the very people of the figure. */
export type Proposal = { condition: Condition; exact: boolean };

function didSteps(funnel: FunnelRequest, steps: number): Condition | null {
  const matches = funnel.steps.slice(0, steps).map((step) => step.any[0]);
  const simple = funnel.steps.slice(0, steps).every((step) => step.any.length === 1);
  if (!simple || matches.length !== steps) return null;
  const known = matches.flatMap((match) => (match === undefined ? [] : [match]));
  const [only] = known;
  if (only === undefined) return null;
  if (known.length === 1) return { type: 'event', match: only, comparison: 'atLeast', count: 1 };
  return { type: 'sequence', matches: known, within: funnel.window ?? 'P7D' };
}

/** Those in a step of a funnel, or lost after it, at any time: a segment is not tied to a report's period. */
function ofFunnel(funnel: FunnelRequest, step: number, lost: boolean): Condition | null {
  if (funnel.order === 'any' || (funnel.exclusions?.length ?? 0) > 0) return null;
  const reached = didSteps(funnel, step);
  if (reached === null || !lost) return reached;
  const further = didSteps(funnel, step + 1);
  return further === null ? null : { type: 'all', conditions: [reached, { type: 'not', condition: further }] };
}

/** What a segment of these people would be; null where no condition comes close. */
export function segmentOf(query: Schemas['PeopleQuery'], similar?: Condition): Proposal | null {
  if (query.kind === 'condition' && query.condition) return { condition: query.condition, exact: true };
  if (query.kind === 'stage' && query.stage) {
    return { condition: { type: 'stage', stage: query.stage }, exact: true };
  }
  if (query.kind === 'funnel' && query.funnel && query.step !== undefined && query.value === undefined) {
    const condition = ofFunnel(query.funnel, query.step, query.outcome === 'lost');
    return condition === null ? null : { condition, exact: false };
  }
  return similar === undefined ? null : { condition: similar, exact: false };
}

/** One or two letters for the round sign of a person. */
export function initials(label: string): string {
  const words =
    label
      .split('@')[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const first = words[0]?.[0] ?? '?';
  const second = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + second).toUpperCase();
}
