import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Schemas } from '@/api/client';
import { savedReportsQuery } from '@/api/lists';
import { useWorkspaceId } from '@/kit/workspace';

export type ReportKind = Schemas['SavedReportContent']['kind'];

type Definition<T> = {
  value: T;
  change: (change: Partial<T>) => void;
  saved: Schemas['SavedReport'] | null;
  loading: boolean;
};

/**
 * A report's own settings. They live in the URL (`q`), so that a link shows the same; without them those of the saved
 * report (`report`), else the default.
 */
export function useDefinition<T extends object>(kind: ReportKind, initial: T): Definition<T> {
  const search = useSearch({ strict: false }) as { q?: unknown; report?: string };
  const navigate = useNavigate();
  const workspace = useWorkspaceId();
  const reports = useQuery({ ...savedReportsQuery(workspace), enabled: search.report !== undefined });
  const saved = reports.data?.find((report) => report.id === search.report && report.kind === kind) ?? null;
  const own = typeof search.q === 'object' && search.q !== null ? (search.q as Partial<T>) : null;
  const value = useMemo(
    () => ({ ...initial, ...((own ?? saved?.request ?? {}) as Partial<T>) }),
    [initial, own, saved],
  );
  const change = useCallback(
    (change: Partial<T>) => {
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => ({ ...before, q: { ...value, ...change } })) as never,
        replace: true,
      });
    },
    [navigate, value],
  );
  return { value, change, saved, loading: search.report !== undefined && reports.isPending };
}
