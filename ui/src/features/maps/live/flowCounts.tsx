import { useQueries } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';
import type { MapContent } from '../model/map.model';

/** What flows do at a card: how many are waiting there and how many went past. */
export type CardFlow = { flow: string; step: string; waiting: number; passed: number };

const context = createContext<ReadonlyMap<string, CardFlow>>(new Map());

/** Counts of a step, over all versions of its flow; of the entry, who came in. */
function countAt(counts: Schemas['FlowCounts'] | undefined, step: string) {
  if (step === 'entry') return counts && { waiting: 0, passed: counts.entered };
  return counts?.steps.find((one) => one.step === step);
}

/** Counts of the flows whose steps stand for cards of the map. A flow that is gone counts nothing. */
export function FlowCountsProvider({ map, children }: { map: MapContent; children: ReactNode }) {
  const workspace = useWorkspaceId();
  const links = map.flows ?? [];
  const flows = [...new Set(links.map(({ flow }) => flow))];
  const counts = useQueries({
    queries: flows.map((id) => ({
      queryKey: [workspace, 'flow-counts', id],
      queryFn: () =>
        answer(api.GET('/api/workspaces/{workspace}/flows/{id}/counts', { params: { path: { workspace, id } } })),
      staleTime: 10_000,
      retry: false,
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  const key = JSON.stringify([links, counts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds what both say
  const cards = useMemo(() => {
    const byCard = new Map<string, CardFlow>();
    for (const { flow, card, step } of links) {
      const count = countAt(counts[flows.indexOf(flow)], step);
      if (count === undefined) continue;
      const known = byCard.get(card);
      byCard.set(card, {
        flow,
        step,
        waiting: (known?.waiting ?? 0) + count.waiting,
        passed: (known?.passed ?? 0) + count.passed,
      });
    }
    return byCard;
  }, [key]);
  return <context.Provider value={cards}>{children}</context.Provider>;
}

export function useCardFlow(card: string): CardFlow | undefined {
  return useContext(context).get(card);
}
