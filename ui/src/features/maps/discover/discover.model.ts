import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import type { LaneKind, MapContent } from '../model/map.model';

export type Discovered = Schemas['DiscoveredMap'];
export type Candidate = Discovered['candidates'][number];
type Words = (key: string) => string;

const lanes: readonly LaneKind[] = ['goals', 'touchpoints', 'emotions', 'pains', 'opportunities'];

/** Candidates by stage, with their places in the answer. */
export function byStage(discovered: Discovered): { candidate: Candidate; place: number }[][] {
  return discovered.stages.map((_, stage) =>
    discovered.candidates.flatMap((candidate, place) => (candidate.stage === stage ? [{ candidate, place }] : [])),
  );
}

/** The map of the candidates taken over; stages without any of them stay, so that they can be filled by hand. */
export function mapOf(discovered: Discovered, skipped: ReadonlySet<number>, name: string, t: Words): MapContent {
  const stages = discovered.stages.map((hue) => ({ id: newId('s-'), name: t(`maps.stage.${hue}`), hue }));
  const rows = lanes.map((kind) => ({ id: newId('l-'), kind }));
  const lane = rows.find(({ kind }) => kind === 'touchpoints')?.id ?? '';
  return {
    name,
    kind: 'asIs',
    goal: { event: discovered.goal },
    caseGapDays: discovered.gapDays,
    stages,
    lanes: rows,
    cards: discovered.candidates.flatMap((candidate, place) => {
      const stage = stages[candidate.stage];
      if (stage === undefined || skipped.has(place)) return [];
      const bound =
        candidate.touchpoint === undefined ? { binding: candidate.match } : { touchpoint: candidate.touchpoint };
      return [{ id: newId('c-'), stage: stage.id, lane, title: candidate.title, step: candidate.step, ...bound }];
    }),
    emotions: [],
  };
}
