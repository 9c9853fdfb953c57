/** A colour as three numbers from 0 to 255; null when it is not written like #0f766e. */
function parts(colour: string): [number, number, number] | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (found === null) return null;
  return [found[1], found[2], found[3]].map((hex) => Number.parseInt(hex ?? '0', 16)) as [number, number, number];
}

/** Relative luminance after WCAG 2.2. */
function luminance(colour: [number, number, number]): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, 1 to 21; null when one is no colour. */
export function contrast(one: string, other: string): number | null {
  const [a, b] = [parts(one), parts(other)];
  if (a === null || b === null) return null;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What text needs to be read by those who see less well (WCAG AA). */
export const enough = 4.5;

/** Black or white, whichever is read better on a colour. */
export const readableOn = (colour: string): string =>
  (contrast('#ffffff', colour) ?? 0) >= (contrast('#000000', colour) ?? 0) ? '#ffffff' : '#000000';
