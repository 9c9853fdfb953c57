import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { usePersonLists, useSegments } from '@/api/lists';
import { useWorkspaceId } from '@/kit/workspace';

/** Names of the steps of a flow, and of the segments and lists that let people in. */
export function useNamesOf(flow: string) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const drawn = useQuery({
    queryKey: [workspace, 'flow-steps', flow],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/flows/{id}', { params: { path: { workspace, id: flow } } })),
  });
  const segments = useSegments();
  const lists = usePersonLists();
  return {
    step: (id: string) => {
      const step = drawn.data?.definition.steps.find((one) => one.id === id);
      return step === undefined ? id : (step.name ?? t(`flows.type.${step.type}`));
    },
    what: (named: string) =>
      [...(segments.data ?? []), ...(lists.data ?? [])].find(({ id }) => id === named)?.name ?? named,
  };
}
