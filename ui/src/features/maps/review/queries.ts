import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const path = '/api/workspaces/{workspace}/maps/{id}' as const;
const live = { staleTime: 10_000 };

export type Governance = Schemas['MapGovernance'];
export type MapVersion = Schemas['MapVersion'];
export type Finding = Schemas['MapChecklist']['findings'][number];

function useParams(map: string) {
  const workspace = useWorkspaceId();
  return { workspace, params: { path: { workspace, id: map } }, key: [workspace, 'map-talk', map] };
}

export function useGovernance(map: string) {
  const { params, key } = useParams(map);
  return useQuery({
    queryKey: [...key, 'governance'],
    queryFn: () => answer(api.GET(`${path}/governance`, { params })),
    ...live,
  });
}

export function useVersions(map: string) {
  const { params, key } = useParams(map);
  return useQuery({
    queryKey: [...key, 'versions'],
    queryFn: () => answer(api.GET(`${path}/versions`, { params })),
    ...live,
  });
}

export function useVersion(map: string, version: string) {
  const { workspace } = useParams(map);
  return useQuery({
    queryKey: [workspace, 'map-version', map, version],
    queryFn: () => answer(api.GET(`${path}/versions/{version}`, { params: { path: { workspace, id: map, version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is still to do; asked again when the map was saved. */
export function useChecklist(map: string, revision: number) {
  const { params, workspace } = useParams(map);
  return useQuery({
    queryKey: [workspace, 'map-lint', map, revision],
    queryFn: () => answer(api.GET(`${path}/lint`, { params })),
    placeholderData: (before) => before,
  });
}

/** How people govern a map; what is shown of it is then asked anew. */
export function useGoverning(map: string) {
  const { params, workspace, key } = useParams(map);
  const queries = useQueryClient();
  const around = <V, R>(mutationFn: (value: V) => Promise<R>) => ({
    mutationFn,
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  return {
    govern: useMutation(
      around((body: Schemas['MapGovernanceDraft']) => answer(api.PUT(`${path}/governance`, { params, body }))),
    ),
    approve: useMutation(
      around((body: Schemas['MapApprovalDraft']) => answer(api.POST(`${path}/approvals`, { params, body }))),
    ),
    reviewed: useMutation(around((_: null) => answer(api.POST(`${path}/reviewed`, { params })))),
    keep: useMutation(around((name: string) => answer(api.POST(`${path}/versions`, { params, body: { name } })))),
    restore: useMutation(
      around((version: string) =>
        answer(api.POST(`${path}/versions/{version}/restore`, { params: { path: { workspace, id: map, version } } })),
      ),
    ),
  };
}
