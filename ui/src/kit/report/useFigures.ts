import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '../filter/useFilter';
import { useWorkspaceId } from '../workspace';

/** The figures that a report has, with their names. */
export function useFigures(report: Schemas['AskedReport']) {
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
