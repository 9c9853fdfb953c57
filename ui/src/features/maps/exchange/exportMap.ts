import { api, type Schemas } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { fileNameOf, saveFile } from '@/kit/report/files';

export type MapFormat = Schemas['MapFormat'];
export type MapPaper = Schemas['MapPaper'];
type Wish = { format: MapFormat; paper: MapPaper; language: 'en' | 'it' };

/** Asks the server for the map as a file and hands it to the browser. */
export async function exportMap(workspace: string, id: string, query: Wish): Promise<void> {
  const { data, error, response } = await api.GET('/api/workspaces/{workspace}/maps/{id}/export', {
    params: { path: { workspace, id }, query },
    parseAs: 'blob',
  });
  if (!response.ok) throw problemFrom(response.status, error);
  saveFile(data as unknown as Blob, fileNameOf(response.headers.get('Content-Disposition'), `map.${query.format}`));
}
