import { queryOptions, useQuery } from '@tanstack/react-query';
import { useWorkspaceId } from '@/kit/workspace';
import { answer, api } from './client';

/** Lists that several features pick from. The first part of each key is the workspace, so that none leaks into another. */
export const segmentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'segments'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/segments', { params: { path: { workspace } } })),
  });

export const schemaQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'schema'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/schema', { params: { path: { workspace } } })),
    staleTime: 60_000,
  });

export const stagesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'stages'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/stages', { params: { path: { workspace } } })),
    staleTime: 60_000,
  });

export const mapsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'maps'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/maps', { params: { path: { workspace } } })),
  });

export const flowsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'flows'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/flows', { params: { path: { workspace } } })),
  });

export const campaignsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'campaigns'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/campaigns', { params: { path: { workspace } } })),
  });

export const templatesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'templates'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/templates', { params: { path: { workspace } } })),
  });

export const savedReportsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'saved-reports'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/saved-reports', { params: { path: { workspace } } })),
  });

export const dashboardsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'dashboards'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/dashboards', { params: { path: { workspace } } })),
  });

export const alertsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'alerts'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/alerts', { params: { path: { workspace } } })),
  });

export const goalsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'goals'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/goals', { params: { path: { workspace } } })),
  });

export const goalProgressQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'goal-progress', id],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/goals/{id}/progress', { params: { path: { workspace, id } } })),
    staleTime: 60_000,
  });

export const mapReviewsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'map-reviews'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/map-reviews', { params: { path: { workspace } } })),
  });

/** Lists that people are put on one by one. */
export const personListsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'lists'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/lists', { params: { path: { workspace } } })),
  });

export const topicsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'topics'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/topics', { params: { path: { workspace } } })),
  });

export const formsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'forms'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/forms', { params: { path: { workspace } } })),
  });

export const couponPoolsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'coupons'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/coupon-pools', { params: { path: { workspace } } })),
  });

export const useCouponPools = () => useQuery(couponPoolsQuery(useWorkspaceId()));
export const useForms = () => useQuery(formsQuery(useWorkspaceId()));
export const useTopics = () => useQuery(topicsQuery(useWorkspaceId()));
export const useTemplates = () => useQuery(templatesQuery(useWorkspaceId()));
export const usePersonLists = () => useQuery(personListsQuery(useWorkspaceId()));
export const useSegments = () => useQuery(segmentsQuery(useWorkspaceId()));
export const useObservedSchema = () => useQuery(schemaQuery(useWorkspaceId()));
export const useStages = () => useQuery(stagesQuery(useWorkspaceId()));

export const onSiteMessagesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'onsite-messages'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/onsite-messages', { params: { path: { workspace } } })),
  });
