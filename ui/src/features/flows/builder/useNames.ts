import { useMemo } from 'react';
import { useSegments, useStages } from '@/api/lists';
import type { Names } from '../model/words.model';

/** The names behind the ids of segments and stages; the id itself while they load. */
export function useNames(): Names {
  const segments = useSegments().data;
  const stages = useStages().data;
  return useMemo(
    () => ({
      segment: (id) => segments?.find((segment) => segment.id === id)?.name ?? id,
      stage: (id) => stages?.stages.find((stage) => stage.id === id)?.name ?? id,
    }),
    [segments, stages],
  );
}
