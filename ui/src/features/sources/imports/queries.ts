import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export const importQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'imports', id],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/imports/{id}', { params: { path: { workspace, id } } })),
  });

export const inspectionQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: [workspace, 'imports', id, 'inspection'],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/imports/{id}/inspection', { params: { path: { workspace, id } } })),
  });

export const previewQuery = (workspace: string, id: string, mapping: string) =>
  queryOptions({
    queryKey: [workspace, 'imports', id, 'preview', mapping],
    retry: false,
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/imports/{id}/preview', {
          params: { path: { workspace, id } },
          body: { mapping },
        }),
      ),
  });
