import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const base = '/api/workspaces/{workspace}/loyalty' as const;
export type Overview = Schemas['LoyaltyOverview'];
export type Tier = { name: string; points: number };
export const mostHolders = 100;

export function useOverview() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'points', 'tiers'],
    queryFn: () => answer(api.GET(`${base}/tiers`, { params: { path: { workspace } } })),
  });
}

export function useHolders() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'points', 'people'],
    queryFn: () =>
      answer(api.GET(`${base}/people`, { params: { path: { workspace }, query: { limit: mostHolders } } })),
  });
}

export function useAccount(person: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'points', 'of', person],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/points', { params: { path: { workspace, id: person } } }),
      ),
  });
}

export function useSaveTiers() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tiers: Tier[]) =>
      answer(api.PUT(`${base}/tiers`, { params: { path: { workspace } }, body: { tiers } })),
    onSuccess: () => done(t('common.saved')),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'points'] }),
  });
}

export function useAddPoints() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { personId: string; points: number; reason: string }) =>
      answer(api.POST(`${base}/points`, { params: { path: { workspace } }, body })),
    onSuccess: ({ added, points }) =>
      done(t('loyalty.points.done', { added: format.number(added), count: points, points: format.number(points) })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'points'] }),
  });
}
