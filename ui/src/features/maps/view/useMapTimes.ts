import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { Scope } from '@/kit/filter/useFilter';
import { useWorkspaceId } from '@/kit/workspace';

/** How long people take from card to card; `model` changes when something that is measured changes. */
export function useMapTimes(map: string, scope: Scope, model: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'map-times', map, scope, model],
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/maps/{id}/times', {
          params: { path: { workspace, id: map } },
          body: scope,
        }),
      ),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
