import type { Schemas } from '@/api/client';

export type MapLive = Schemas['MapLive'];
export type CardLive = MapLive['cards'][number];
export type Transition = MapLive['transitions'][number];
export type Deviation = Schemas['Deviation'];
export type Conformance = Schemas['Conformance'];

/** What the people of a stage did next; who skipped the next stage or came back is among those who went on. */
export type TransitionPart = 'on' | 'skipped' | 'returned' | 'left';

/** Shares of the people of a stage, and how much of a bar that tells them apart each takes. Empty when nobody was there. */
export function transitionShares(
  transition: Transition,
): { kind: TransitionPart; persons: number; share: number; width: number }[] {
  const { on, skipped, returned, left } = transition;
  const total = on + left;
  if (total === 0) return [];
  return (
    [
      ['on', on, on - returned],
      ['skipped', skipped, 0],
      ['returned', returned, returned],
      ['left', left, left],
    ] as const
  ).map(([kind, persons, apart]) => ({
    kind,
    persons,
    share: persons / total,
    width: apart / total,
  }));
}

/** What a deviation means for buying. Only an interval on one side of zero is called a difference. */
export type Effect = { kind: 'less' | 'more'; points: number } | { kind: 'unclear' } | { kind: 'unknown' };

export function effectOf({ difference }: Deviation): Effect {
  if (difference === undefined) return { kind: 'unknown' };
  if (difference.low <= 0 && difference.high >= 0) return { kind: 'unclear' };
  return { kind: difference.value < 0 ? 'less' : 'more', points: Math.abs(difference.value) * 100 };
}

/** Without this step hardly anybody can reach the goal (an order without a checkout): leaving it out tells nothing new. */
function inherent({ kind, conversionWith, conversionWithout }: Deviation): boolean {
  return kind === 'missing' && (conversionWith?.value ?? 1) < 0.005 && (conversionWithout?.value ?? 0) > 0.2;
}

/** The deviations worth a sentence: frequent ones with a clear effect first; what follows from the goal itself last. */
export function headlines(deviations: readonly Deviation[], count = 3): Deviation[] {
  const weight = (deviation: Deviation) => {
    const effect = effectOf(deviation);
    const points = effect.kind === 'less' || effect.kind === 'more' ? effect.points / 100 : 0;
    return deviation.share * (1 + points) - (inherent(deviation) ? 10 : 0);
  };
  return [...deviations].sort((a, b) => weight(b) - weight(a)).slice(0, count);
}
