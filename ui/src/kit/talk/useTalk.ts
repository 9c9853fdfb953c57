import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

/** What can be spoken about. */
export type Spoken = 'maps' | 'flows';

/** Both kinds have the same paths below their own. */
const pathOf = (of: Spoken) =>
  `/api/workspaces/{workspace}/${of}/{id}/comments` as '/api/workspaces/{workspace}/maps/{id}/comments';
const keyOf = (workspace: string, of: Spoken, id: string) => [workspace, of === 'maps' ? 'map-talk' : 'flow-talk', id];

/** What is said about a map or a flow. */
export function useComments(of: Spoken, id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [...keyOf(workspace, of, id), 'comments'],
    queryFn: () => answer(api.GET(pathOf(of), { params: { path: { workspace, id } } })),
    staleTime: 10_000,
  });
}

/** Speaking about it; what is shown is then asked anew. */
export function useTalking(of: Spoken, id: string) {
  const workspace = useWorkspaceId();
  const queries = useQueryClient();
  const around = <V, T>(mutationFn: (value: V) => Promise<T>) => ({
    mutationFn,
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(workspace, of, id) }),
  });
  const path = pathOf(of);
  const one = (comment: string) => ({ params: { path: { workspace, id, comment } } });
  return {
    comment: useMutation(
      around((body: Schemas['MapCommentDraft']) =>
        answer(api.POST(path, { params: { path: { workspace, id } }, body })),
      ),
    ),
    resolve: useMutation(
      around(({ comment, resolved }: { comment: string; resolved: boolean }) =>
        answer(api.PUT(`${path}/{comment}/resolution`, { ...one(comment), body: { resolved } })),
      ),
    ),
    remove: useMutation(around((comment: string) => answer(api.DELETE(`${path}/{comment}`, one(comment))))),
  };
}
