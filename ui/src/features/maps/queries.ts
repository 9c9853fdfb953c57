import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { Scope } from '@/kit/filter/useFilter';
import { useWorkspaceId } from '@/kit/workspace';

const path = '/api/workspaces/{workspace}/maps/{id}' as const;

export const mapQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'map', id],
    queryFn: () => answer(api.GET(path, { params: { path: { workspace, id } } })),
    // The editor owns the map once it is open; a conflict brings other people's changes in.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Figures of the saved map; `model` changes when something that is measured changes. */
export function useMapLive(id: string, scope: Scope, model: string, ready: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'map-live', id, scope, model],
    queryFn: () => answer(api.POST(`${path}/live`, { params: { path: { workspace, id } }, body: scope })),
    placeholderData: keepPreviousData,
    enabled: ready,
    staleTime: 60_000,
  });
}

export function useConformance(id: string, scope: Scope, model: string, ready: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'map-conformance', id, scope, model],
    queryFn: () => answer(api.POST(`${path}/conformance`, { params: { path: { workspace, id } }, body: scope })),
    placeholderData: keepPreviousData,
    enabled: ready,
    staleTime: 60_000,
  });
}
