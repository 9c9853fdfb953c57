import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { Scope } from '@/kit/filter/useFilter';
import { useWorkspaceId } from '@/kit/workspace';
import type { PersonaContent } from './persona.model';

const collection = '/api/workspaces/{workspace}/personas' as const;

export function useSavePersona() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: PersonaContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'personas'] }),
  });
}

export function useMatrix(scope: Scope) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'personas', 'matrix', scope],
    queryFn: ({ signal }) =>
      answer(api.POST(`${collection}/matrix`, { params: { path: { workspace } }, body: scope, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useOverview(scope: Scope) {
  const workspace = useWorkspaceId();
  const body = { scope: { ...scope, compare: 'none' as const } };
  return useQuery({
    queryKey: [workspace, 'report', 'overview', body],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/overview', { params: { path: { workspace } }, body, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useStagesOf(scope: Scope) {
  const workspace = useWorkspaceId();
  const body = { scope, interval: 'month' as const };
  return useQuery({
    queryKey: [workspace, 'report', 'stages', body],
    queryFn: ({ signal }) =>
      answer(api.POST('/api/workspaces/{workspace}/reports/stages', { params: { path: { workspace } }, body, signal })),
    placeholderData: keepPreviousData,
  });
}

const mostStories = 5;

export function useStories(segment: string) {
  const workspace = useWorkspaceId();
  const body = { kind: 'condition', condition: { type: 'segment', segment }, limit: mostStories } as const;
  return useQuery({
    queryKey: [workspace, 'people-behind', body],
    queryFn: ({ signal }) =>
      answer(api.POST('/api/workspaces/{workspace}/reports/people', { params: { path: { workspace } }, body, signal })),
  });
}
