import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failed } from '../notices';
import { useWorkspaceId } from '../workspace';
import { undoable } from './undoNotice';

type Named = { id: string; name: string };
type Deletion<T> = {
  /** Key of the list's query, after the workspace. */
  list: string;
  /** Key of what is said afterwards. */
  said: string;
  remove: (workspace: string, id: string) => Promise<unknown>;
  /** Makes it anew, under another id. */
  again: (removed: T) => void;
};

/** Deletes at once what nothing else belongs to, and offers to make it anew. */
export function useDeletion<T extends Named>({ list, said, remove, again }: Deletion<T>) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: T) => remove(workspace, id),
    onSuccess: (_, removed) => undoable(t(said, { name: removed.name }), () => again(removed)),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, list] }),
  });
}
