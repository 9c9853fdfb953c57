import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useDeletion } from '@/kit/edit/useDeletion';
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
  const save = useSaveForm();
  return useDeletion<Form>({
    list: 'forms',
    said: 'forms.removed',
    remove: (workspace, id) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    again: (form) => save.mutate({ id: null, body: contentOf(form) }, { onError: failed }),
  });
}
