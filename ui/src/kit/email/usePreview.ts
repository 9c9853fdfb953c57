import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

/** What a message says, as Liquid templates. */
export type MessageDraft = {
  subject?: string;
  body?: string;
  text?: string | undefined;
  channel?: Schemas['MessageChannel'];
  /** `transactional` needs no way to unsubscribe. */
  purpose?: string;
};

/** A message as a person would get it, or a sample person where none is chosen; asked for once nobody types any more. */
export function usePreview(content: MessageDraft, person: string | null) {
  const workspace = useWorkspaceId();
  const { subject = '', body = '', text, channel = 'email' } = content;
  const [draft] = useDebouncedValue(JSON.stringify({ subject, body, text, channel }), 400);
  return useQuery({
    queryKey: [workspace, 'message-preview', draft, person],
    queryFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/messages/preview', {
          params: { path: { workspace } },
          body: { ...JSON.parse(draft), ...(person === null ? {} : { person }) },
        }),
      ),
    enabled: subject.trim() !== '' || body.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
}
