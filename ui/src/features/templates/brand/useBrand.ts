import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

export type Brand = Schemas['Brand'];
export type SavedBlock = Schemas['SavedEmailBlock'];
type SavedContent = Schemas['SavedEmailBlockContent'];

const blocks = '/api/workspaces/{workspace}/email-blocks' as const;

export const savedBlocksQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'email-blocks'],
    queryFn: () => answer(api.GET(blocks, { params: { path: { workspace } } })),
  });

/** Previews look at brand and blocks too. */
function useRefresh() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return () => {
    for (const key of ['brand', 'email-blocks', 'template-preview']) {
      void client.invalidateQueries({ queryKey: [workspace, key] });
    }
  };
}

export function useSaveBrand() {
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (brand: Brand) =>
      answer(api.PUT('/api/workspaces/{workspace}/brand', { params: { path: { workspace } }, body: brand })),
    onSuccess: refresh,
    onError: failed,
  });
}

export function useSaveBlock() {
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, content }: { id: string | null; content: SavedContent }) =>
      id === null
        ? answer(api.POST(blocks, { params: { path: { workspace } }, body: content }))
        : answer(api.PUT(`${blocks}/{id}`, { params: { path: { workspace, id } }, body: content })),
    onSuccess: refresh,
    onError: failed,
  });
}

export function useRemoveBlock() {
  const workspace = useWorkspaceId();
  return (id: string) => answer(api.DELETE(`${blocks}/{id}`, { params: { path: { workspace, id } } }));
}
