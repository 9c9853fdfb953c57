import { queryOptions, useQuery } from '@tanstack/react-query';
import { useWorkspaceId } from '@/kit/workspace';
import { answer, api } from './client';

export const personasQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'personas'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/personas', { params: { path: { workspace } } })),
  });

export const touchpointsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'touchpoints'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/touchpoints', { params: { path: { workspace } } })),
  });

export const usePersonas = () => useQuery(personasQuery(useWorkspaceId()));
export const useTouchpoints = () => useQuery(touchpointsQuery(useWorkspaceId()));
