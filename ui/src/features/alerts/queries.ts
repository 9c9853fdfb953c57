import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import type { AskedReport } from './alert.model';

const alerts = '/api/workspaces/{workspace}/alerts' as const;
const scheduled = '/api/workspaces/{workspace}/scheduled-reports' as const;

export const incidentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'alert-incidents'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/alert-incidents', { params: { path: { workspace } } })),
  });

export const scheduledQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'scheduled-reports'],
    queryFn: () => answer(api.GET(scheduled, { params: { path: { workspace } } })),
  });

export function useRecipients() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'notice-recipients'],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/notice-recipients', { params: { path: { workspace } } })),
    staleTime: 60_000,
  });
}

/** The figures that a report has, with their names. */
export function useFigures(report: AskedReport) {
  const workspace = useWorkspaceId();
  const { i18n } = useTranslation();
  const { scope } = useFilter();
  const language = i18n.language === 'it' ? 'it' : 'en';
  return useQuery({
    queryKey: [workspace, 'summary', report.kind, report.request, scope, language],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/{kind}/summary', {
          params: { path: { workspace, kind: report.kind }, query: { language } },
          body: { ...report.request, scope },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

export function usePreview(alert: Schemas['AlertContent'], ready: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'alert-preview', alert],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/alert-preview', {
          params: { path: { workspace } },
          body: { ...alert, name: alert.name || '–' },
          signal,
        }),
      ),
    enabled: ready,
    retry: false,
  });
}

export function useSaveAlert() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: Schemas['AlertContent'] }) =>
      id === null
        ? answer(api.POST(alerts, { params: { path: { workspace } }, body }))
        : answer(api.PUT(`${alerts}/{id}`, { params: { path: { workspace, id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, 'alerts'] }),
  });
}

export function useRemoveAlert() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE(`${alerts}/{id}`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'alerts'] }),
  });
}

export function useSaveScheduled() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: Schemas['ScheduledReportContent'] }) =>
      id === null
        ? answer(api.POST(scheduled, { params: { path: { workspace } }, body }))
        : answer(api.PUT(`${scheduled}/{id}`, { params: { path: { workspace, id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, 'scheduled-reports'] }),
  });
}

export function useRemoveScheduled() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE(`${scheduled}/{id}`, { params: { path: { workspace, id } } })),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'scheduled-reports'] }),
  });
}
