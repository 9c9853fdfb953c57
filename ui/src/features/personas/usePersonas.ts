import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { undoable } from '@/kit/edit/undoNotice';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type Persona, type PersonaContent } from './persona.model';

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

export function useRemovePersona() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const save = useSavePersona();
  return useMutation({
    mutationFn: ({ id }: Persona) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, persona) =>
      undoable(t('personas.removed', { name: persona.name }), () =>
        save.mutate({ id: null, body: contentOf(persona) }, { onError: failed }),
      ),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'personas'] }),
  });
}
