import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { undoable } from '@/kit/edit/undoNotice';
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
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const save = useSaveSurvey();
  return useMutation({
    mutationFn: ({ id }: Survey) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, survey) =>
      undoable(t('surveys.removed', { name: survey.name }), () =>
        save.mutate({ id: null, body: contentOf(survey) }, { onError: failed }),
      ),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'surveys'] }),
  });
}
