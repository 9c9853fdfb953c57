/** Strength of a cell's colour: 0 to 0.5, on the scale of the largest share after the start, so that differences show. */
export function heat(rate: number, largest: number): number {
  if (largest <= 0) return 0;
  return Math.min(1, rate / largest) * 0.5;
}
