import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { campaignsQuery } from '@/api/lists';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { type CampaignContent, type CampaignStatus, type Channel, isUnderWay, type Timing } from './campaign.model';

const collection = '/api/workspaces/{workspace}/campaigns' as const;
const soon = 2_000;

export function useCampaigns() {
  const workspace = useWorkspaceId();
  return useQuery({
    ...campaignsQuery(workspace),
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => isUnderWay(status)) ? soon : false),
  });
}

export const campaignQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'campaign', id],
    queryFn: () => answer(api.GET(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? soon : false),
  });

export function useProgress(id: string, status: CampaignStatus) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'campaign', id, 'progress', status],
    queryFn: () => answer(api.GET(`${collection}/{id}/progress`, { params: { path: { workspace, id } } })),
    refetchInterval: isUnderWay(status) ? soon : false,
  });
}

type Moment = { timing?: Timing | undefined; startAt?: string | undefined };

/** How many a campaign would reach and, with a timing, when. */
export function useReach(segment: string | undefined, channel: Channel, { timing = 'at', startAt }: Moment = {}) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'campaign-reach', segment, channel, timing, startAt],
    enabled: segment !== undefined,
    queryFn: () =>
      answer(
        api.POST(`${collection}/reach`, {
          params: { path: { workspace } },
          body: { segment: segment ?? '', channel, timing, ...(startAt === undefined ? {} : { startAt }) },
        }),
      ),
  });
}

export function useCreateCampaign() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CampaignContent) => answer(api.POST(collection, { params: { path: { workspace } }, body })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'campaigns'] }),
  });
}

export function useRemoveCampaign() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'campaigns'] }),
  });
}

export function useSaveCampaign(id: string) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { content: CampaignContent; revision: number }) =>
      answer(api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body })),
    onSuccess: (saved) => client.setQueryData(campaignQuery(workspace, id).queryKey, saved),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'campaigns'] }),
  });
}

export type CampaignAction = 'start' | 'pause' | 'resume' | 'stop';

export function useAct(id: string) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: CampaignAction) =>
      answer(api.POST(`${collection}/{id}/{action}`, { params: { path: { workspace, id, action } } })),
    onSuccess: (changed) => client.setQueryData(campaignQuery(workspace, id).queryKey, changed),
    onError: failed,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [workspace, 'campaigns'] });
      void client.invalidateQueries({ queryKey: [workspace, 'campaign', id] });
    },
  });
}
