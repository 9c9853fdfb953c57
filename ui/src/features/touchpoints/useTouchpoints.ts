import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { undoable } from '@/kit/edit/undoNotice';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type Touchpoint, type TouchpointContent } from './touchpoint.model';

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
  const save = useSaveTouchpoint();
  return useMutation({
    mutationFn: ({ id }: Touchpoint) =>
      answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, touchpoint) =>
      undoable(t('touchpoints.removed', { name: touchpoint.name }), () =>
        save.mutate({ id: null, body: contentOf(touchpoint) }, { onError: failed }),
      ),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'touchpoints'] }),
  });
}
