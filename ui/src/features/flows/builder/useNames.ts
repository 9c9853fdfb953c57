import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  onSiteMessagesQuery,
  useCouponPools,
  useForms,
  usePersonLists,
  useSegments,
  useStages,
  useTemplates,
} from '@/api/lists';
import { useWorkspaceId } from '@/kit/workspace';
import type { Names } from '../model/words.model';
import { useFlows } from '../queries';

/** The names behind the ids of segments, lists and stages; the id itself while they load. */
export function useNames(): Names {
  const segments = useSegments().data;
  const stages = useStages().data;
  const lists = usePersonLists().data;
  const flows = useFlows().data;
  const pools = useCouponPools().data;
  const forms = useForms().data;
  const templates = useTemplates().data;
  const messages = useQuery(onSiteMessagesQuery(useWorkspaceId())).data;
  return useMemo(
    () => ({
      flow: (id) => flows?.find((flow) => flow.id === id)?.name ?? (id || '…'),
      form: (id) => forms?.find((form) => form.id === id)?.name ?? (id || '…'),
      message: (id) => messages?.find((message) => message.id === id)?.name ?? (id || '…'),
      pool: (id) => pools?.find((pool) => pool.id === id)?.content.name ?? (id || '…'),
      segment: (id) => segments?.find((segment) => segment.id === id)?.name ?? id,
      list: (id) => lists?.find((list) => list.id === id)?.name ?? id,
      stage: (id) => stages?.stages.find((stage) => stage.id === id)?.name ?? id,
      template: (id) => templates?.find((template) => template.id === id)?.name ?? id,
    }),
    [flows, forms, lists, messages, pools, segments, stages, templates],
  );
}
