/** From each colour on the page to the one that the light scheme has in its place. */
export type Recolouring = ReadonlyMap<string, string>;

/** Pairs the colours of both schemes, token by token. */
export function recolouring(shown: readonly string[], light: readonly string[]): Recolouring {
  return new Map(shown.flatMap((color, place) => (color === '' ? [] : [[color, light[place] ?? color]])));
}

/**
 * The same value with other colours, wherever a text in it holds one: in lists, in plain objects and in what functions
 * give. Anything else stays as it is.
 */
export function recoloured(value: unknown, colors: Recolouring): unknown {
  if (typeof value === 'string') return recolouredText(value, colors);
  if (Array.isArray(value)) return value.map((one) => recoloured(one, colors));
  if (typeof value === 'function') return (...given: unknown[]) => recoloured(value(...given), colors);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, recoloured(one, colors)]));
  }
  return value;
}

/** One pass, so that what was replaced is not replaced again. */
export function recolouredText(text: string, colors: Recolouring): string {
  return text.replace(/#[0-9a-f]{6}/gi, (color) => colors.get(color.toLowerCase()) ?? color);
}
