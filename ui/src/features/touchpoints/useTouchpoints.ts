import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { Scope } from '@/kit/filter/useFilter';
import { useWorkspaceId } from '@/kit/workspace';
import type { TouchpointContent } from './touchpoint.model';

const collection = '/api/workspaces/{workspace}/touchpoints' as const;

export function useSaveTouchpoint() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: TouchpointContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'touchpoints'] }),
  });
}

export function useTouchpointFigures(scope: Scope) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'touchpoints', 'figures', scope],
    queryFn: ({ signal }) =>
      answer(api.POST(`${collection}/figures`, { params: { path: { workspace } }, body: scope, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
