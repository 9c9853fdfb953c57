import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const base = '/api/workspaces/{workspace}/lists' as const;
export type PersonList = Schemas['PersonList'];

export const createList = (workspace: string, body: Schemas['ListContent']) =>
  answer(api.POST(base, { params: { path: { workspace } }, body }));

export const updateList = (workspace: string, id: string, body: Schemas['ListContent']) =>
  answer(api.PUT(`${base}/{id}`, { params: { path: { workspace, id } }, body }));

export const deleteList = (workspace: string, id: string) =>
  answer(api.DELETE(`${base}/{id}`, { params: { path: { workspace, id } } }));

const addFile = async (workspace: string, id: string, file: File) =>
  answer(
    api.POST(`${base}/{id}/csv`, {
      params: { path: { workspace, id } },
      headers: { 'Content-Type': 'text/csv' },
      body: await file.text(),
      bodySerializer: (body: string) => body,
    }),
  );

/** The lists a person is on. */
export function useListsOf(person: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'lists', 'of', person],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/people/{id}/lists', { params: { path: { workspace, id: person } } })),
  });
}

/** Puts people on a list, by name or from a file, and says what came of it. */
export function useAddToList() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ list, who }: { list: string; who: File | Schemas['NamedPeople'] }) =>
      who instanceof File
        ? addFile(workspace, list, who)
        : answer(api.POST(`${base}/{id}/people`, { params: { path: { workspace, id: list } }, body: who })),
    onError: failed,
    onSuccess: ({ added, already, unknown }) => {
      done(
        [
          t('lists.added', { count: added, shown: format.number(added) }),
          already > 0 ? t('lists.already', { count: already, shown: format.number(already) }) : '',
          unknown.length > 0 ? t('lists.unknown', { names: unknown.join(', ') }) : '',
        ]
          .filter(Boolean)
          .join(' '),
      );
      void client.invalidateQueries({ queryKey: [workspace, 'lists'] });
    },
  });
}

/** Takes a person off a list. */
export function useRemoveFromList() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ list, person }: { list: string; person: string }) =>
      answer(
        api.POST(`${base}/{id}/removals`, { params: { path: { workspace, id: list } }, body: { personIds: [person] } }),
      ),
    onError: failed,
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, 'lists'] }),
  });
}
