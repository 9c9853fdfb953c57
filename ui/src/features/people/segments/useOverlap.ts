import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';
import type { Condition } from './overlap.model';

/** What a condition and segments share; asked when there is a condition. */
export function useOverlap(condition: Condition | null, chosen: readonly string[], except: string | null) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'segments', 'overlap', condition, chosen, except],
    enabled: condition !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/segments/overlap', {
          params: { path: { workspace } },
          body: {
            condition: condition as Condition,
            segments: [...chosen],
            ...(except === null ? {} : { except }),
          },
          signal,
        }),
      ),
  });
}
