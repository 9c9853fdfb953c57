export type Direction = 'up' | 'down' | 'same';
export type Delta = { share: number; direction: Direction; good: boolean | null };

/** Relative change from `before` to `now`; null where there is nothing to compare with. */
export function deltaOf(now: number, before: number | undefined, moreIsBetter: boolean | null = true): Delta | null {
  if (before === undefined || before === 0) return null;
  const share = now / before - 1;
  // Below half a tenth of a percent the figure would read "0 %" with an arrow.
  if (Math.abs(share) < 0.0005) return { share: 0, direction: 'same', good: null };
  const up = share > 0;
  return { share, direction: up ? 'up' : 'down', good: moreIsBetter === null ? null : up === moreIsBetter };
}
