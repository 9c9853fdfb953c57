import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { type Filter, isWorded } from './refused.model';

export function useSources() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'sources'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sources', { params: { path: { workspace } } })),
  });
}

export function useGroups(filter: Filter) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'dead-letters', 'groups', filter],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/dead-letters/groups', { params: { path: { workspace }, query: filter } }),
      ),
  });
}

/** Whatever changes refused events changes the counts of sources too. */
export function useRefresh() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: [workspace, 'dead-letters'] });
    void queryClient.invalidateQueries({ queryKey: [workspace, 'sources'] });
    void queryClient.invalidateQueries({ queryKey: [workspace, 'status'] });
  };
}

export function useDelete(onDone: () => void) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (filter: Schemas['DeadLetterFilter']) =>
      answer(
        api.POST('/api/workspaces/{workspace}/dead-letters/delete', {
          params: { path: { workspace } },
          body: { filter },
        }),
      ),
    onSuccess: ({ deleted }) => {
      done(t('collect.delete.done', { count: deleted }));
      refresh();
      onDone();
    },
    onError: failed,
  });
}

/** A reason in plain words; what the server says where we have none. */
export function useReason() {
  const { t } = useTranslation();
  return (code: string, reason: string) => (isWorded(code) ? t(`collect.reasons.${code}`) : reason);
}
