import { api, type Schemas } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { fileNameOf, saveFile } from './files';

export type ExportFormat = 'csv' | 'xlsx';
export type ReportKind = Schemas['SavedReportKind'];

/** A report as it stands: what an action on it needs to know. */
export type AskedReport = {
  kind: ReportKind;
  /** Its name, or its kind in the user's language. */
  title: string;
  /** The whole request, with the scope. */
  request: Record<string, unknown> & { scope: Schemas['Scope'] };
};

/** Asks the server for the report as a file and hands it to the browser. */
export async function exportReport(
  workspace: string,
  { kind, title, request }: AskedReport,
  format: ExportFormat,
  language: string,
): Promise<void> {
  const { data, error, response } = await api.POST('/api/workspaces/{workspace}/reports/{kind}/export', {
    params: {
      path: { workspace, kind },
      query: { format, language: language === 'it' ? 'it' : 'en', title },
    },
    body: request,
    parseAs: 'blob',
  });
  if (!response.ok) throw problemFrom(response.status, error);
  saveFile(data as unknown as Blob, fileNameOf(response.headers.get('Content-Disposition'), `${kind}.${format}`));
}
