import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { summaryQuery } from '@/kit/report/summaryQuery';
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
  const asked = { ...report, kind: report.kind as Schemas['SavedReportKind'] };
  return useQuery({
    ...summaryQuery(useWorkspaceId(), useTranslation().i18n.language, asked, scope),
    placeholderData: keepPreviousData,
    enabled: asks,
    refetchInterval: every,
  });
}
