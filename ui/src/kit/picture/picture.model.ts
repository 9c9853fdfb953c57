/** The longest side that is kept; a photo of a phone has four times as much. */
const longestSide = 1024;

/** What a picture becomes: never larger than it is, its longest side at most what is kept. */
export function fitted(width: number, height: number, longest = longestSide): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export const accepted = ['image/png', 'image/jpeg', 'image/webp'] as const;
export const mostBytes = 20 * 2 ** 20;

/** Why a file is not taken: no picture that a browser draws, or far too large. */
export function faultOf({ type, size }: { type: string; size: number }): 'kind' | 'size' | null {
  if (!(accepted as readonly string[]).includes(type)) return 'kind';
  return size > mostBytes ? 'size' : null;
}
