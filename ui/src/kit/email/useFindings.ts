import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';

const collection = '/api/workspaces/{workspace}/templates' as const;

/** What to look at in a mail before it is sent; asked for once nobody types any more. */
export function useFindings(content: Schemas['EmailTemplateContent'], language: string) {
  const workspace = useWorkspaceId();
  const [draft] = useDebouncedValue(content, 700);
  return useQuery({
    queryKey: [workspace, 'template-check', language, JSON.stringify(draft)],
    queryFn: () =>
      answer(api.POST(`${collection}/check`, { params: { path: { workspace } }, body: { content: draft, language } })),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

/** Sends a draft to whoever asks. */
export function useTestSend() {
  const workspace = useWorkspaceId();
  return useMutation({
    mutationFn: (draft: Schemas['EmailDraft']) =>
      answer(api.POST(`${collection}/test`, { params: { path: { workspace } }, body: draft })),
    onError: failed,
  });
}
