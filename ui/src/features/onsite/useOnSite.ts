import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useDeletion } from '@/kit/edit/useDeletion';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, type Message, type MessageContent, matchOf, outcomes } from './onsite.model';

const collection = '/api/workspaces/{workspace}/onsite-messages' as const;
const day = 86_400_000;
const days = 90;

export function useMessages() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'onsite-messages'],
    queryFn: () => answer(api.GET(collection, { params: { path: { workspace } } })),
  });
}

export function useSaveMessage() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: MessageContent }) =>
      answer(
        id === null
          ? api.POST(collection, { params: { path: { workspace } }, body })
          : api.PUT(`${collection}/{id}`, { params: { path: { workspace, id } }, body }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'onsite-messages'] }),
  });
}

export function useRemoveMessage() {
  const save = useSaveMessage();
  return useDeletion<Message>({
    list: 'onsite-messages',
    said: 'onsite.removed',
    remove: (workspace, id) => answer(api.DELETE(`${collection}/{id}`, { params: { path: { workspace, id } } })),
    again: (message) => save.mutate({ id: null, body: contentOf(message) }, { onError: failed }),
  });
}

/** How many people saw, followed and closed each variant in the last 90 days, in the order of the outcomes. */
export function useOutcomes(message: string) {
  const workspace = useWorkspaceId();
  const date = (millis: number) => new Date(millis).toISOString().slice(0, 10);
  return useQueries({
    queries: outcomes.map((outcome) => ({
      queryKey: [workspace, 'onsite-outcome', message, outcome],
      queryFn: () =>
        answer(
          api.POST('/api/workspaces/{workspace}/reports/events', {
            params: { path: { workspace } },
            body: {
              scope: {
                from: date(Date.now() - (days - 1) * day),
                to: date(Date.now() + day),
                compare: 'none',
                unit: 'people',
              },
              match: matchOf(message, outcome),
              measure: 'persons',
              interval: 'month',
              breakdown: 'variant',
            },
          }),
        ),
    })),
  });
}
