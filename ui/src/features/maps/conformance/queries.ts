import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import type { Scope } from '@/kit/filter/useFilter';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type JourneyMap, type MapContent } from '../model/map.model';

const path = '/api/workspaces/{workspace}/maps/{id}/conformance' as const;

function saveMap(workspace: string, id: string, body: Schemas['JourneyMapSave']) {
  return answer(api.PUT('/api/workspaces/{workspace}/maps/{id}', { params: { path: { workspace, id } }, body }));
}

/** What a check depends on besides scope and map: its newest revision. */
type Checked = { id: string; revision: number };

export function useParts({ id, revision }: Checked, scope: Scope) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'map-conformance-parts', id, revision, scope],
    queryFn: () => answer(api.POST(`${path}/parts`, { params: { path: { workspace, id } }, body: scope })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useWhy({ id, revision }: Checked, scope: Scope, deviation: string, among: string | undefined) {
  const workspace = useWorkspaceId();
  const body = { scope, deviation, ...(among === undefined ? {} : { among }) };
  return useQuery({
    queryKey: [workspace, 'map-why', id, revision, body],
    queryFn: () => answer(api.POST(`${path}/why`, { params: { path: { workspace, id } }, body })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Saves a change of the map at once; the page then shows what the server stored. */
export function useMapChange(map: JourneyMap) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: (content: MapContent) => MapContent) =>
      saveMap(workspace, map.id, { ...change(contentOf(map)), revision: map.revision }),
    onSuccess: (stored) => {
      client.setQueryData([workspace, 'map', map.id], stored);
      // The backlog and the catalogue of content show cards of all maps.
      return client.invalidateQueries({ queryKey: [workspace, 'map-cards'] });
    },
    onError: failed,
  });
}
