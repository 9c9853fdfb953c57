import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useTouchpoints } from '@/api/mapLists';
import { failed } from '@/kit/notices';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import type { Deviation } from '../model/live.model';
import type { JourneyMap, MapContent } from '../model/map.model';
import { flowOfDeviation, flowOfMap } from './flow.model';
import { useMapChange } from './queries';

type Wanted = { kind: 'map' } | { kind: 'deviation'; deviation: Deviation; name: string };
type Links = Schemas['FlowLink'][];

/** Makes a draft of a flow from the map or against a deviation, links its steps with the cards, and opens it. */
export function useMakeFlow(map: MapContent, link: (links: Links) => Promise<unknown>) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const go = useGo();
  const touchpoints = useTouchpoints().data ?? [];
  const words = {
    wait: (card: string) => t('conformance.flow.wait', { card }),
    reminder: (card: string) => t('conformance.flow.reminder', { card }),
    subject: (card: string) => t('conformance.flow.subject', { card }),
    body: (card: string) => t('conformance.flow.body', { card }),
  };
  return useMutation({
    mutationFn: async (wanted: Wanted) => {
      const skeleton =
        wanted.kind === 'map'
          ? flowOfMap(map, touchpoints, words)
          : flowOfDeviation(wanted.name, wanted.deviation, map, touchpoints, words);
      if (skeleton === null) throw new Error(t('conformance.flow.impossible'));
      const flow = await answer(
        api.POST('/api/workspaces/{workspace}/flows', { params: { path: { workspace } }, body: skeleton.content }),
      );
      await link(skeleton.links.map((one) => ({ ...one, flow: flow.id })));
      return flow.id;
    },
    onSuccess: (flow) => {
      void client.invalidateQueries({ queryKey: [workspace, 'flows'] });
      go(`flows/${flow}`);
    },
    onError: failed,
  });
}

/** The same for a map as it is stored. */
export function useFlowFor(map: JourneyMap) {
  const change = useMapChange(map);
  return useMakeFlow(map, (links) =>
    change.mutateAsync((content) => ({ ...content, flows: [...(content.flows ?? []), ...links] })),
  );
}
