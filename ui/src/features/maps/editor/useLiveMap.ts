import { useMemo } from 'react';
import { useFilter } from '@/kit/filter/useFilter';
import type { CardLive } from '../model/live.model';
import type { MapContent } from '../model/map.model';
import { useMapLive } from '../queries';

/** What the figures depend on; a new title needs no new figures. */
export function measuredPart(map: MapContent): string {
  return JSON.stringify([
    map.persona,
    map.goal,
    map.caseGapDays,
    map.rules,
    map.stages.map((stage) => stage.id),
    map.cards
      .filter((card) => card.binding ?? card.touchpoint ?? card.failure)
      .map(({ id, stage, binding, touchpoint, failure, step }) => [id, stage, binding, touchpoint, failure, step]),
  ]);
}

const nothing: ReadonlyMap<string, CardLive> = new Map();

export function useLiveMap(id: string, map: MapContent, saved: boolean) {
  const { scope } = useFilter();
  const model = useMemo(() => measuredPart(map), [map]);
  const live = useMapLive(id, scope, model, saved);
  const cards = useMemo(
    () => (live.data ? new Map(live.data.cards.map((card) => [card.card, card])) : nothing),
    [live.data],
  );
  return { live, cards, scope, model };
}
