import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { failed } from '../notices';
import { useWorkspaceId } from '../workspace';
import { undoable } from './undoNotice';

/** What rests on the server for a day once it is deleted. */
type Resting = 'goals' | 'maps' | 'personas' | 'touchpoints';
type Named = { id: string; name: string };

/** Deletes one of a list, and offers to bring it back as it was. */
export function useRemoval(list: Resting) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const one = `/api/workspaces/{workspace}/${list}/{id}` as const;
  const params = ({ id }: Named) => ({ params: { path: { workspace, id } } });
  const onSettled = () => client.invalidateQueries({ queryKey: [workspace, list] });
  const restore = useMutation({
    mutationFn: (removed: Named) => answer(api.POST(`${one}/restore`, params(removed))),
    onError: failed,
    onSettled,
  });
  return useMutation({
    mutationFn: (removed: Named) => answer(api.DELETE(one, params(removed))),
    onSuccess: (_, removed) => undoable(t(`${list}.removed`, { name: removed.name }), () => restore.mutate(removed)),
    onError: failed,
    onSettled,
  });
}
