import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const sender = '/api/workspaces/{workspace}/email/sender' as const;
const measuring = '/api/workspaces/{workspace}/email/measuring' as const;

export function useSender() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'email-sender'],
    queryFn: () => answer(api.GET(sender, { params: { path: { workspace } } })),
  });
}

export function useSaveSender() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['EmailSenderContent']) =>
      answer(api.PUT(sender, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => {
      client.setQueryData([workspace, 'email-sender'], saved);
      void client.invalidateQueries({ queryKey: [workspace, 'email-check'] });
    },
  });
}

/** What the DNS says of the domain, asked anew each time. */
export function useDomainCheck() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'email-check'],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/email/sender/check', { params: { path: { workspace } } })),
  });
}

export function useFeedbackAddresses(enabled: boolean) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'email-feedback'],
    enabled,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/email/feedback', { params: { path: { workspace } } })),
  });
}

export function useMeasuring() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'email-measuring'],
    queryFn: () => answer(api.GET(measuring, { params: { path: { workspace } } })),
  });
}

export function useSaveMeasuring() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['Measuring']) => answer(api.PUT(measuring, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => client.setQueryData([workspace, 'email-measuring'], saved),
  });
}
