import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';

/** A report in the shape that tiles, alerts and goals share: figures with their names. */
export const summaryQuery = (
  workspace: string,
  language: string,
  report: Schemas['AskedReport'],
  scope: Schemas['Scope'],
) => {
  const read = language === 'it' ? 'it' : 'en';
  return queryOptions({
    queryKey: [workspace, 'summary', report.kind, report.request, scope, read],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/{kind}/summary', {
          params: { path: { workspace, kind: report.kind }, query: { language: read } },
          body: { ...report.request, scope },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
};
