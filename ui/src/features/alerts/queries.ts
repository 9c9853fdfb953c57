import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

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

export const previewAlert = (workspace: string, alert: Schemas['AlertContent'], signal?: AbortSignal) =>
  answer(
    api.POST('/api/workspaces/{workspace}/alert-preview', {
      params: { path: { workspace } },
      body: { ...alert, name: alert.name || '–' },
      ...(signal && { signal }),
    }),
  );

export const previewScheduled = (workspace: string, body: Schemas['ScheduledReportContent']) =>
  answer(
    api.POST('/api/workspaces/{workspace}/scheduled-report-preview', {
      params: { path: { workspace } },
      body: { ...body, name: body.name || '–' },
    }),
  );

export function usePreview(alert: Schemas['AlertContent'], ready: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'alert-preview', alert],
    queryFn: ({ signal }) => previewAlert(workspace, alert, signal),
    enabled: ready,
    retry: false,
  });
}

/** A change of one of the two lists, after which it is asked for anew. */
function useChange<T, R>(list: 'alerts' | 'scheduled-reports', change: (workspace: string, given: T) => Promise<R>) {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: T) => change(workspace, given),
    onSuccess: () => client.invalidateQueries({ queryKey: [workspace, list] }),
  });
}

type Save<T> = { id: string | null; body: T };

export const useSaveAlert = () =>
  useChange('alerts', (workspace, { id, body }: Save<Schemas['AlertContent']>) =>
    id === null
      ? answer(api.POST(alerts, { params: { path: { workspace } }, body }))
      : answer(api.PUT(`${alerts}/{id}`, { params: { path: { workspace, id } }, body })),
  );

export const useRemoveAlert = () =>
  useChange('alerts', (workspace, id: string) =>
    answer(api.DELETE(`${alerts}/{id}`, { params: { path: { workspace, id } } })).catch(told),
  );

export const useSaveScheduled = () =>
  useChange('scheduled-reports', (workspace, { id, body }: Save<Schemas['ScheduledReportContent']>) =>
    id === null
      ? answer(api.POST(scheduled, { params: { path: { workspace } }, body }))
      : answer(api.PUT(`${scheduled}/{id}`, { params: { path: { workspace, id } }, body })),
  );

export const useRemoveScheduled = () =>
  useChange('scheduled-reports', (workspace, id: string) =>
    answer(api.DELETE(`${scheduled}/{id}`, { params: { path: { workspace, id } } })).catch(told),
  );

export function useTestAlert() {
  const { t } = useTranslation();
  return useChange('alerts', (workspace, id: string) =>
    answer(api.POST(`${alerts}/{id}/test`, { params: { path: { workspace, id } } })).then(
      () => done(t('alerts.item.tested')),
      told,
    ),
  );
}

export function useSendScheduled() {
  const { t } = useTranslation();
  return useChange('scheduled-reports', (workspace, id: string) =>
    answer(api.POST(`${scheduled}/{id}/send`, { params: { path: { workspace, id } } })).then(
      ({ people }) => done(t('alerts.mail.sentNow', { count: people })),
      told,
    ),
  );
}

/** Where a failure has no place on the page of its own. */
function told(error: unknown): never {
  failed(error);
  throw error;
}
