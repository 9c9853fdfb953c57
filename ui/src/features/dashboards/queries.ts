import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';
import type { TileReport } from './dashboard.model';

const collection = '/api/workspaces/{workspace}/dashboards' as const;
const one = `${collection}/{id}` as const;

export const dashboardQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'dashboard', id],
    queryFn: () => answer(api.GET(one, { params: { path: { workspace, id } } })),
    // The page owns the dashboard once it is open; a conflict brings other people's changes in.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const createDashboard = (workspace: string, body: Schemas['DashboardContent']) =>
  answer(api.POST(collection, { params: { path: { workspace } }, body }));

export const saveDashboard = (workspace: string, id: string, body: Schemas['DashboardSave']) =>
  answer(api.PUT(one, { params: { path: { workspace, id } }, body }));

export const removeDashboard = (workspace: string, id: string) =>
  answer(api.DELETE(one, { params: { path: { workspace, id } } }));

/** A report in the shape that every tile can show; asked only once the tile is in sight. */
export function useSummary(
  report: Pick<TileReport, 'kind' | 'request'>,
  scope: Schemas['Scope'],
  asks: boolean,
  every: number | false,
) {
  const workspace = useWorkspaceId();
  const { i18n } = useTranslation();
  const language = i18n.language === 'it' ? 'it' : 'en';
  return useQuery({
    queryKey: [workspace, 'summary', report.kind, report.request, scope, language],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/{kind}/summary', {
          params: { path: { workspace, kind: report.kind as Schemas['SavedReportKind'] }, query: { language } },
          body: { ...report.request, scope },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled: asks,
    staleTime: 60_000,
    refetchInterval: every,
  });
}
