import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { undoable } from '@/kit/edit/undoNotice';
import type { Scope } from '@/kit/filter/useFilter';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import type { Touchpoint, TouchpointContent } from './touchpoint.model';

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

export function useRemoveTouchpoint() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (id: string) => answer(api.POST(`${collection}/{id}/restore`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'touchpoints'] }),
  });
  return useMutation({
    mutationFn: ({ id }: Touchpoint) =>
      answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, touchpoint) =>
      undoable(t('touchpoints.removed', { name: touchpoint.name }), () => restore.mutate(touchpoint.id)),
    onError: failed,
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
