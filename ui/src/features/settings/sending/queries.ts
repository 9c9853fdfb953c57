import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const base = '/api/workspaces/{workspace}' as const;
export type DeliveryRules = Schemas['DeliveryRules'];
export type Topic = Schemas['Topic'];
export type Suppression = Schemas['Suppression'];
export type Added = Schemas['SuppressionsAdded'];
export const suppressionsAtOnce = 100;

export function useRules() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'delivery-rules'],
    queryFn: () => answer(api.GET(`${base}/delivery-rules`, { params: { path: { workspace } } })),
  });
}

export const saveRules = (workspace: string, body: DeliveryRules) =>
  answer(api.PUT(`${base}/delivery-rules`, { params: { path: { workspace } }, body }));

export const saveTopics = (workspace: string, topics: Topic[]) =>
  answer(api.PUT(`${base}/topics`, { params: { path: { workspace } }, body: { topics } }));

export function useSuppressions(search: string, offset: number) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'suppressions', search, offset],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET(`${base}/suppressions`, {
          params: {
            path: { workspace },
            query: { limit: suppressionsAtOnce, offset, ...(search === '' ? {} : { search }) },
          },
        }),
      ),
  });
}

export const addSuppressions = (workspace: string, addresses: string[]) =>
  answer(api.POST(`${base}/suppressions`, { params: { path: { workspace } }, body: { addresses } }));

export const importSuppressions = async (workspace: string, file: File) =>
  answer(
    api.POST(`${base}/suppressions/csv`, {
      params: { path: { workspace } },
      headers: { 'Content-Type': 'text/csv' },
      body: await file.text(),
      bodySerializer: (body: string) => body,
    }),
  );

export const removeSuppression = (workspace: string, id: string) =>
  answer(api.DELETE(`${base}/suppressions/{id}`, { params: { path: { workspace, id } } }));
