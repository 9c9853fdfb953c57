import type { Schemas } from '@/api/client';
import type { StageHue } from './map.model';

export type CardOfMap = Schemas['CardOfMap'];
export type Scored = CardOfMap & { value: number | null; effort: number | null; score: number | null };

/** Value is the mean of what it brings customers and the business; score is value for effort. */
export function scored(card: CardOfMap): Scored {
  const { customerValue, businessValue, effort } = card.card.opportunity ?? {};
  const known = [customerValue, businessValue].filter((one) => one !== undefined);
  const value = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
  return {
    ...card,
    value,
    effort: effort ?? null,
    score: value === null || effort === undefined ? null : value / effort,
  };
}

/** The best first; those without a score last. */
export function backlogOf(cards: readonly CardOfMap[]): Scored[] {
  return cards.map(scored).toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1));
}

export type Quadrant = 'now' | 'plan' | 'fill' | 'leave';

/** Much value for little effort first; the border lies in the middle, at 3. */
export function quadrantOf({ value, effort }: Scored): Quadrant | null {
  if (value === null || effort === null) return null;
  if (value >= 3) return effort <= 3 ? 'now' : 'plan';
  return effort <= 3 ? 'fill' : 'leave';
}

export const canonicalStages: readonly StageHue[] = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];
export type GapCell = { stage: StageHue; cards: readonly CardOfMap[] };
export type GapRow = { persona: string | null; cells: readonly GapCell[]; gaps: number };

/** Contents by persona and stage (stages of all maps meet by their hue); an empty cell is a gap. */
export function gapMatrix(cards: readonly CardOfMap[], personas: readonly string[]): GapRow[] {
  const nobody = cards.some((card) => card.persona === undefined) || personas.length === 0;
  const rows: (string | null)[] = [...personas, ...(nobody ? [null] : [])];
  return rows.map((persona) => {
    const own = cards.filter((card) => (card.persona ?? null) === persona);
    const cells = canonicalStages.map((stage) => ({ stage, cards: own.filter((card) => card.stage.hue === stage) }));
    return { persona, cells, gaps: cells.filter((cell) => cell.cards.length === 0).length };
  });
}
