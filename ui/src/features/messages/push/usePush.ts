import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const push = '/api/workspaces/{workspace}/push' as const;

export function usePush() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'push'],
    queryFn: () => answer(api.GET(push, { params: { path: { workspace } } })),
  });
}

export function useSavePush() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['PushWords']) => answer(api.PUT(push, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => client.setQueryData([workspace, 'push'], saved),
  });
}

export function useTestPush() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { person: string; title: string }) =>
      answer(api.POST(`${push}/test`, { params: { path: { workspace } }, body })),
    // A browser that is gone is removed by it.
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, 'push'] }),
  });
}
