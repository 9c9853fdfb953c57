import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const path = '/api/workspaces/{workspace}/flows/{id}' as const;
export type FlowVersion = Schemas['FlowVersion'];
export type FlowFailure = Schemas['FlowFailure'];
export type FlowEffect = Schemas['FlowEffect'];
export type Share = Schemas['EstimatedShare'];

export function useVersions(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flow-versions', id],
    queryFn: () => answer(api.GET(`${path}/versions`, { params: { path: { workspace, id } } })),
  });
}

export function useFailures(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flow-failures', id],
    queryFn: () => answer(api.GET(`${path}/failures`, { params: { path: { workspace, id } } })),
    refetchInterval: 10_000,
  });
}

export function useEffectOf(id: string, days: number) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'flow-effect', id, days],
    queryFn: () => answer(api.GET(`${path}/effect`, { params: { path: { workspace, id }, query: { days } } })),
  });
}

export function movePeople(
  workspace: string,
  id: string,
  body: { from: number; steps: Record<string, string>; retime: boolean },
) {
  return answer(api.POST(`${path}/moves`, { params: { path: { workspace, id } }, body }));
}

export function tryAgain(workspace: string, id: string, body: { kind: FlowFailure['kind']; id?: string }) {
  return answer(api.POST(`${path}/retries`, { params: { path: { workspace, id } }, body }));
}
