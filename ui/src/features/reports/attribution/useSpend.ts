import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

/** The lines of spend and what can be done with them; every change asks the report anew. */
export function useSpend() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const path = { workspace };
  const onSuccess = () => {
    void queryClient.invalidateQueries({ queryKey: [workspace, 'report', 'attribution'] });
    return queryClient.invalidateQueries({ queryKey: [workspace, 'spend'] });
  };
  const lines = useQuery({
    queryKey: [workspace, 'spend'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/spend', { params: { path } })),
  });
  const add = useMutation({
    mutationFn: (body: Schemas['SpendContent']) =>
      answer(api.POST('/api/workspaces/{workspace}/spend', { params: { path }, body })),
    onSuccess,
  });
  const upload = useMutation({
    mutationFn: async ({ file, property }: { file: File; property: string }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/spend/csv', {
          params: { path, query: { property } },
          headers: { 'Content-Type': 'text/csv' },
          body: await file.text(),
          bodySerializer: (body: string) => body,
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/workspaces/{workspace}/spend/{id}', { params: { path: { workspace, id } } })),
    onSuccess,
  });
  return { lines, add, upload, remove };
}
