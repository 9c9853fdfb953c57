import type { KeyEntry } from './pictureContext';

/** Room for the sign of a colour, and the gap to its word. */
export const swatch = 18;

export type Placed = KeyEntry & { left: number };

/** The entries of a key in as many lines as they need. */
export function keyLines(key: readonly KeyEntry[], width: number, measure: (label: string) => number): Placed[][] {
  const lines: Placed[][] = [];
  let left = 0;
  for (const entry of key) {
    const needed = swatch + measure(entry.label) + 18;
    const line = lines.at(-1);
    if (line === undefined || left + needed > width) {
      lines.push([{ ...entry, left: 0 }]);
      left = needed;
    } else {
      line.push({ ...entry, left });
      left += needed;
    }
  }
  return lines;
}
