import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';

const collection = '/api/workspaces/{workspace}/share-links' as const;

export type ShareLink = Schemas['ShareLink'];
export type ShareContent = Schemas['ShareLinkContent'];

export const linksQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, 'share-links'],
    queryFn: () => answer(api.GET(collection, { params: { path: { workspace } } })),
  });

export const makeLink = (workspace: string, body: ShareContent) =>
  answer(api.POST(collection, { params: { path: { workspace } }, body }));

export const endLink = (workspace: string, id: string) =>
  answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } }));

export const saveReport = (workspace: string, body: Schemas['SavedReportContent']) =>
  answer(api.POST('/api/workspaces/{workspace}/saved-reports', { params: { path: { workspace } }, body }));

/** What a link shows; asked once, since a link that has ended does not come back. */
export const sharedPageQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', token],
    queryFn: () => answer(api.GET('/api/shares/{token}', { params: { path: { token } } })),
    retry: false,
  });

export function useSharedTile(token: string, tile: string, inSight: boolean) {
  const { i18n } = useTranslation();
  const language = i18n.language === 'it' ? 'it' : 'en';
  return useQuery({
    queryKey: ['shared', token, tile, language],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/shares/{token}/tiles/{tile}', { params: { path: { token, tile }, query: { language } }, signal }),
      ),
    enabled: inSight,
    staleTime: 60_000,
  });
}
