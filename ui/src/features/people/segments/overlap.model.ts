import type { Schemas } from '@/api/client';

export type Condition = Schemas['Condition'];
export type Overlap = Schemas['SegmentOverlap'];
export type Region = Overlap['regions'][number];

export const inSegment = (segment: string): Condition => ({ type: 'segment', segment });

/** Those who are in exactly these sets of all that are told apart. */
export function conditionOf(region: Region, group: Condition, chosen: readonly string[]): Condition {
  const out = (condition: Condition): Condition => ({ type: 'not', condition });
  return {
    type: 'all',
    conditions: [
      region.group ? group : out(group),
      ...chosen.map((id) => (region.segments.includes(id) ? inSegment(id) : out(inSegment(id)))),
    ],
  };
}

/** At most two segments beside the group: three sets are eight parts, more cannot be read. */
export function toggled(chosen: readonly string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-2);
}

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
