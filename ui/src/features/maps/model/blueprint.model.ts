import type { LaneKind, MapContent, MapLane } from './map.model';

/** The parts of a service blueprint, from the customer down; a line runs above each but the first. */
export const blueprintParts = ['customer', 'frontstage', 'backstage', 'support'] as const;
export type BlueprintPart = (typeof blueprintParts)[number];

const partOf: Readonly<Record<LaneKind, BlueprintPart>> = {
  goals: 'customer',
  actions: 'customer',
  thoughts: 'customer',
  emotions: 'customer',
  pains: 'customer',
  touchpoints: 'frontstage',
  frontstage: 'frontstage',
  content: 'frontstage',
  backstage: 'backstage',
  owner: 'support',
  kpis: 'support',
  opportunities: 'support',
  notes: 'support',
};

/** The lanes in the order of a blueprint, and before which of them a line runs. */
export function blueprintOf(map: MapContent): { map: MapContent; lines: ReadonlyMap<string, BlueprintPart> } {
  const lines = new Map<string, BlueprintPart>();
  const lanes: MapLane[] = blueprintParts.flatMap((part, place) => {
    const inPart = map.lanes.filter((lane) => partOf[lane.kind] === part);
    const [first] = inPart;
    if (first && place > 0) lines.set(first.id, part);
    return inPart;
  });
  return { map: { ...map, lanes }, lines };
}
