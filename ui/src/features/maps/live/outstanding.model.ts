import type { CardLive } from '../model/live.model';

export type Outstanding = { kind: 'fails'; share: number } | { kind: 'slow'; times: number } | null;

const failing = 0.05;
const slow = 3;
const enough = 20;

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * What stands out at a card: one in twenty or more fail there, or people take three times as long to the next card as
 * after the map's middle one. Cards with few people do not stand out.
 */
export function outstanding(card: CardLive, all: readonly CardLive[]): Outstanding {
  if (card.persons < enough) return null;
  const share = (card.failed ?? 0) / card.persons;
  if (share >= failing) return { kind: 'fails', share };
  const usual = median(
    all.flatMap(({ persons, medianSecondsToNext }) =>
      persons >= enough && medianSecondsToNext !== undefined ? [medianSecondsToNext] : [],
    ),
  );
  const here = card.medianSecondsToNext;
  if (usual === undefined || here === undefined || usual <= 0 || here < usual * slow) return null;
  return { kind: 'slow', times: here / usual };
}
