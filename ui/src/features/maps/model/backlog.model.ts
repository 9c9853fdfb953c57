import type { Schemas } from '@/api/client';
import { same } from '@/kit/edit/merge.model';
import type { MapCard, StageHue } from './map.model';

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

export type Ranked = Scored & { rank: number };

/** Their places in the backlog, from 1. */
export const ranked = (cards: readonly Scored[]): Ranked[] =>
  cards.map((card, place) => ({ ...card, rank: place + 1 }));

export type Place = { card: Ranked; left: number; bottom: number; beside: number };

/** Where each scored card stands: from 0 to 1 along effort and value, and how many stand there before it. */
export function placesOf(cards: readonly Ranked[]): Place[] {
  const taken = new Map<string, number>();
  const share = (score: number) => (score - 1) / 4;
  return cards.flatMap((card) => {
    if (card.value === null || card.effort === null) return [];
    const key = `${card.value} ${card.effort}`;
    const beside = taken.get(key) ?? 0;
    taken.set(key, beside + 1);
    return [{ card, left: share(card.effort), bottom: share(card.value), beside }];
  });
}

export type Written = { title: string; opportunity: NonNullable<MapCard['opportunity']> };

/** The small changes of a map that make its card what was written; nothing for what is as it was. */
export function changesOf(card: MapCard, { title, opportunity }: Written): Schemas['MapChange'][] {
  const kept = Object.fromEntries(
    Object.entries(opportunity).filter(([, value]) => value !== undefined && value !== ''),
  );
  const next = Object.keys(kept).length === 0 ? undefined : kept;
  const set = (field: string, value: unknown): Schemas['MapChange'] => ({
    type: 'set',
    part: 'cards',
    id: card.id,
    field,
    ...(value === undefined ? {} : { value }),
  });
  return [
    ...(title.trim() !== '' && title.trim() !== card.title ? [set('title', title.trim())] : []),
    ...(same(card.opportunity, next) ? [] : [set('opportunity', next)]),
  ];
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
