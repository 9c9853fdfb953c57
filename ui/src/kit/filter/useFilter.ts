import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { useWorkspace } from '../workspace';
import { dayIn, type Filter, type FilterSearch, readFilterSearch, resolveFilter } from './filter.model';

export type Scope = Schemas['Scope'];

/** The last day that relative periods reach to: today, or the newest day with events when data stops earlier. */
function useLastDay(): string {
  const { timeZone, eventsTo } = useWorkspace();
  const today = dayIn(timeZone, new Date());
  return eventsTo !== undefined && eventsTo < today ? eventsTo : today;
}

export function useFilter(): { filter: Filter; scope: Scope; change: (change: FilterSearch) => void } {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const lastDay = useLastDay();
  const key = JSON.stringify(readFilterSearch(search));
  const filter = useMemo(() => resolveFilter(JSON.parse(key) as FilterSearch, lastDay), [key, lastDay]);
  const scope = useMemo(
    () => ({
      from: filter.from,
      to: filter.to,
      compare: filter.compare,
      ...(filter.segment === null ? {} : { segment: filter.segment }),
    }),
    [filter],
  );
  const change = useCallback(
    (change: FilterSearch) => {
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => ({ ...before, ...change })) as never,
        replace: true,
      });
    },
    [navigate],
  );
  return { filter, scope, change };
}
