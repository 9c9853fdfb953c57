import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

/** How the tag asks. */
export function useConsentSettings() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'consent', 'settings'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/consent/settings', { params: { path: { workspace } } })),
  });
}

/** Every version of the words, newest first. */
export function useConsentTexts() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'consent', 'texts'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/consent/texts', { params: { path: { workspace } } })),
  });
}
