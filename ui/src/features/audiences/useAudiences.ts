import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

export type Audience = Schemas['AudienceSync'];
export type AudienceContent = Schemas['AudienceSyncContent'];
export type Secrets = Schemas['AudienceSecrets'];

const collection = '/api/workspaces/{workspace}/audiences' as const;

export function useAudiences() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'audiences'],
    refetchInterval: 5_000,
    queryFn: () => answer(api.GET(collection, { params: { path: { workspace } } })),
  });
}

export function useSaveAudience() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: AudienceContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'audiences'] }),
  });
}

export function useRemoveAudience() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Audience) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, { name, destination }) =>
      done(t('audiences.removed', { name, destination: t(`audiences.destination.${destination}`) })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'audiences'] }),
  });
}

/** Looks now, also after a failure. */
export function useLookNow() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Audience) =>
      answer(api.POST(`${collection}/{id}/sync`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'audiences'] }),
  });
}
