import type { Schemas } from '@/api/client';

export type Matrix = Schemas['PersonaMatrix'];
export type Row = Schemas['PersonaMatrixRow'];
export type Cell = Schemas['PersonaMatrixCell'];

export const views = ['frequency', 'conversion', 'satisfaction'] as const;
export type View = (typeof views)[number];

/** From nothing to all, how strongly a cell is coloured; null where there is nothing to show. */
export function strengthOf(cell: Cell, view: View): number | null {
  if (view === 'frequency') return cell.share;
  if (view === 'conversion') return cell.persons === 0 ? null : cell.conversion.value;
  return cell.satisfaction === undefined ? null : (cell.satisfaction + 2) / 4;
}

/** Half a step of the scale from -2 to +2. */
const notable = 0.5;

/** Designed minus measured: whether people feel worse or better than their map wants. */
export function gapOf({ designed, satisfaction }: Cell): 'worse' | 'better' | null {
  if (designed === undefined || satisfaction === undefined) return null;
  const gap = designed - satisfaction;
  if (Math.abs(gap) < notable) return null;
  return gap > 0 ? 'worse' : 'better';
}

type Touchpoint = Pick<Schemas['Touchpoint'], 'id' | 'binding'>;
type Asked = { query: Schemas['PeopleQuery']; similar?: Schemas['Condition'] | undefined };

/** The persona's people who went from a touchpoint to the next; a segment of such people has no period. */
export function onTheWay(
  row: Row,
  way: Row['ways'][number],
  touchpoints: readonly Touchpoint[],
  scope: Schemas['Scope'],
): Asked {
  const binding = (id: string) => touchpoints.find((one) => one.id === id)?.binding;
  const from = binding(way.from);
  const to = binding(way.to);
  return {
    query: { kind: 'touchpoint', scope, label: way.from, toLabel: way.to, persona: row.persona },
    similar:
      from === undefined || to === undefined
        ? undefined
        : {
            type: 'all',
            conditions: [
              { type: 'segment', segment: row.segment },
              { type: 'sequence', matches: [from, to], within: 'P90D' },
            ],
          },
  };
}

/** Those behind a cell; where it shows who reaches the goal, these. */
export function behindCell(
  row: Row,
  cell: Cell,
  view: View,
  met: Schemas['PeopleQuery'],
  scope: Schemas['Scope'],
): Asked {
  if (view !== 'conversion') return { query: met };
  return {
    query: { kind: 'touchpoint', scope, label: cell.touchpoint, persona: row.persona, outcome: 'converted' },
    similar: met.condition,
  };
}

/** The persona's people who met a touchpoint in the period. */
export function peopleAt(
  segment: string,
  binding: Schemas['EventMatch'],
  { from, to, segment: other }: Schemas['Scope'],
): Schemas['PeopleQuery'] {
  const met: Schemas['Condition'] = { type: 'event', match: binding, comparison: 'atLeast', count: 1, from, to };
  const also: Schemas['Condition'][] = other ? [{ type: 'segment', segment: other }] : [];
  return {
    kind: 'condition',
    condition: { type: 'all', conditions: [{ type: 'segment', segment }, ...also, met] },
  };
}
