import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { comparisonRange } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { suggestSteps } from '@/kit/funnelSteps.model';
import { useWorkspace, useWorkspaceId } from '@/kit/workspace';

function useOverview(request: Schemas['OverviewRequest'], enabled = true) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'report', 'overview', request],
    enabled,
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/overview', { params: { path: { workspace } }, body: request }),
      ),
  });
}

/** The period and the one before it, each whole, so that channels can be compared too. */
export function useTwoPeriods() {
  const { filter, scope } = useFilter();
  const requests = useMemo(() => {
    const before = comparisonRange(filter.compare === 'none' ? { ...filter, compare: 'previous' } : filter);
    return {
      now: { scope: { ...scope, compare: 'none' as const }, interval: 'day' as const },
      before: { scope: { ...scope, ...before, compare: 'none' as const }, interval: 'day' as const },
    };
  }, [filter, scope]);
  const now = useOverview(requests.now);
  const before = useOverview(requests.before);
  return { request: requests.now, now, before };
}

/** The usual way to the conversion, as far as its events are known. */
export function useMainFunnel() {
  const workspace = useWorkspaceId();
  const { conversionEvent } = useWorkspace();
  const { scope } = useFilter();
  const schema = useObservedSchema();
  const request = useMemo<Schemas['FunnelRequest']>(() => {
    const names = (schema.data?.events ?? []).map((event) => event.name);
    return { scope: { ...scope, compare: 'none' }, steps: suggestSteps(names, conversionEvent), window: 'P7D' };
  }, [schema.data, scope, conversionEvent]);
  const funnel = useQuery({
    queryKey: [workspace, 'report', 'funnel', request],
    enabled: request.steps.length >= 2,
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/funnel', { params: { path: { workspace } }, body: request }),
      ),
  });
  return { request, funnel, known: schema.data !== undefined, schema };
}
