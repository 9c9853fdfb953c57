import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const path = '/api/workspaces/{workspace}/flows/{id}' as const;
export type FlowAction = 'publish' | 'pause' | 'resume' | 'stop';

export const flowQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'flow', id],
    queryFn: () => answer(api.GET(path, { params: { path: { workspace, id } } })),
    // The editor owns the draft once it is open; each save answers with the newest state.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export function saveFlow(workspace: string, id: string, body: Schemas['FlowSave']) {
  return answer(api.PUT(path, { params: { path: { workspace, id } }, body }));
}

export function actOnFlow(workspace: string, id: string, action: FlowAction) {
  return answer(api.POST(`${path}/{action}`, { params: { path: { workspace, id, action } } }));
}

/** Live counts; asked again every few seconds while people move. */
export function useFlowCounts(id: string, moving: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flow-counts', id],
    queryFn: () => answer(api.GET(`${path}/counts`, { params: { path: { workspace, id } } })),
    refetchInterval: moving ? 5_000 : false,
    staleTime: 2_000,
  });
}

/** What a published experiment says; undefined while none of that step is published. */
export function useExperiment(id: string, step: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flow-experiment', id, step],
    queryFn: () => answer(api.GET(`${path}/experiments/{step}`, { params: { path: { workspace, id, step } } })),
    retry: false,
    refetchInterval: 60_000,
  });
}

/** All flows of the workspace, for names and choices. */
export function useFlows() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flows'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/flows', { params: { path: { workspace } } })),
  });
}

export function useCreateFlow() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['FlowContent']) =>
      answer(api.POST('/api/workspaces/{workspace}/flows', { params: { path: { workspace } }, body })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'flows'] }),
  });
}
