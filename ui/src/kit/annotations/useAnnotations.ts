import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done, doneWithUndo, failed } from '../notices';
import { useWorkspaceId } from '../workspace';
import type { Annotation } from './annotations.model';

const path = '/api/workspaces/{workspace}/annotations';

export function useAnnotations(): readonly Annotation[] {
  const workspace = useWorkspaceId();
  const list = useQuery({
    queryKey: [workspace, 'annotations'],
    queryFn: () => answer(api.GET(path, { params: { path: { workspace } } })),
    staleTime: 60_000,
  });
  return list.data ?? none;
}

const none: readonly Annotation[] = [];

export function useAnnotationChanges() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: [workspace, 'annotations'] });
  const create = (body: Schemas['AnnotationContent']) =>
    answer(api.POST(path, { params: { path: { workspace } }, body }));
  const save = useMutation({
    mutationFn: ({ id, ...body }: Schemas['AnnotationContent'] & { id: string | null }) =>
      id === null ? create(body) : answer(api.PUT(`${path}/{id}`, { params: { path: { workspace, id } }, body })),
    onSuccess: () => {
      done(t('annotations.saved'));
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: Annotation) => answer(api.DELETE(`${path}/{id}`, { params: { path: { workspace, id } } })),
    onSuccess: (_, { day, text }) => {
      doneWithUndo(t('annotations.deleted'), () => create({ day, text }).then(refresh));
      return refresh();
    },
    onError: failed,
  });
  return { save, remove };
}
