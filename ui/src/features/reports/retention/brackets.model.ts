import type { Schemas } from '@/api/client';

export type Span = Schemas['Span'];

export const exampleBrackets: Span[] = [
  { first: 1, last: 1 },
  { first: 2, last: 3 },
  { first: 4, last: 7 },
  { first: 8, last: 14 },
];

export const spanLabel = ({ first, last }: Span): string => (first === last ? String(first) : `${first}–${last}`);

export const bracketsText = (brackets: readonly Span[]): string => brackets.map(spanLabel).join(', ');

/** Reads `1, 2-3, 4-7`; null where it says no ascending brackets from 1 on. */
export function readBrackets(text: string): Span[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const brackets: Span[] = [];
  for (const part of parts) {
    const match = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/.exec(part);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    const before = brackets.at(-1)?.last ?? 0;
    if (match === null || first <= before || last < first || last > 400) return null;
    brackets.push({ first, last });
  }
  return brackets.length === 0 || brackets.length > 60 ? null : brackets;
}
