import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { undoable } from '@/kit/edit/undoNotice';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type Form, type FormContent } from './form.model';

const collection = '/api/workspaces/{workspace}/forms' as const;

/** What came of each form in the last 90 days. */
export function useResults() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'form-results'],
    refetchInterval: 10_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/form-results', { params: { path: { workspace } } })),
  });
}

/** Every version of the words that ask for consent. */
export function useTexts(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'form-texts', id],
    queryFn: () => answer(api.GET(`${collection}/{id}/texts`, { params: { path: { workspace, id } } })),
  });
}

export function useSaveForm() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: FormContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => {
      client.invalidateQueries({ queryKey: [workspace, 'form-texts'] });
      return client.invalidateQueries({ queryKey: [workspace, 'forms'] });
    },
  });
}

export function useRemoveForm() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const save = useSaveForm();
  return useMutation({
    mutationFn: ({ id }: Form) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, form) =>
      undoable(t('forms.removed', { name: form.name }), () =>
        save.mutate({ id: null, body: contentOf(form) }, { onError: failed }),
      ),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'forms'] }),
  });
}
