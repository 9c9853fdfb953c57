import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

export type Settings = Schemas['PrivacySettings'];
export type Kind = keyof Settings['keepDays'];
export const kinds: readonly Kind[] = [
  'events',
  'persons',
  'deadLetters',
  'messages',
  'flowRuns',
  'audit',
  'aggregates',
];

export function useSavePrivacy(done: () => void) {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Settings) =>
      answer(api.PUT('/api/workspaces/{workspace}/privacy', { params: { path: { workspace } }, body })),
    onSuccess: (saved) => {
      queryClient.setQueryData([workspace, 'privacy'], saved);
      done();
    },
    onError: failed,
  });
}
