import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useDeletion } from '@/kit/edit/useDeletion';
import type { Scope } from '@/kit/filter/useFilter';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type Survey, type SurveyContent } from './survey.model';

const collection = '/api/workspaces/{workspace}/surveys' as const;

export function useSurveys() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'surveys'],
    queryFn: () => answer(api.GET(collection, { params: { path: { workspace } } })),
  });
}

/** How many of those who were asked in the period answered. */
export function useResponses(scope: Scope) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'surveys', 'responses', scope],
    queryFn: () => answer(api.POST(`${collection}/responses`, { params: { path: { workspace } }, body: scope })),
    placeholderData: keepPreviousData,
  });
}

export function useSaveSurvey() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: SurveyContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'surveys'] }),
  });
}

export function useRemoveSurvey() {
  const save = useSaveSurvey();
  return useDeletion<Survey>({
    list: 'surveys',
    said: 'surveys.removed',
    remove: (workspace, id) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    again: (survey) => save.mutate({ id: null, body: contentOf(survey) }, { onError: failed }),
  });
}
