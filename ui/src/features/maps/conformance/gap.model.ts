import type { MapLive } from '../model/live.model';
import type { MapContent } from '../model/map.model';

export type Gap = { stage: string; name: string; designed?: number; measured?: number; gap?: number };

/** Designed feeling (mean of the curve's points) and measured satisfaction of each stage; gap = designed − measured. */
export function gapsOf(map: MapContent, live: Pick<MapLive, 'stages'>): Gap[] {
  return map.stages.map(({ id, name }) => {
    const points = map.emotions.filter((point) => point.stage === id).map((point) => point.value);
    const designed = points.length === 0 ? undefined : points.reduce((sum, value) => sum + value, 0) / points.length;
    const measured = live.stages.find((stage) => stage.stage === id)?.satisfaction;
    return {
      stage: id,
      name,
      ...(designed === undefined ? {} : { designed }),
      ...(measured === undefined ? {} : { measured }),
      ...(designed === undefined || measured === undefined ? {} : { gap: designed - measured }),
    };
  });
}
