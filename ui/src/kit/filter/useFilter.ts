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

type Filtering = {
  filter: Filter;
  /** Period, comparison and segment. */
  scope: Scope;
  /** The same and the filter of events, for reports that show it. */
  eventScope: Scope;
  /** The same and what is counted, for reports that can count companies. */
  unitScope: Scope;
  change: (change: FilterSearch) => void;
};

export function useFilter(): Filtering {
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
  const eventScope = useMemo(
    () => (filter.where.length === 0 ? scope : { ...scope, where: filter.where }),
    [scope, filter],
  );
  const unitScope = useMemo(
    () => (filter.unit === 'people' ? eventScope : { ...eventScope, unit: filter.unit }),
    [eventScope, filter],
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
  return { filter, scope, eventScope, unitScope, change };
}
