import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

const sms = '/api/workspaces/{workspace}/sms' as const;

export function useSms() {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'sms'],
    queryFn: () => answer(api.GET(sms, { params: { path: { workspace } } })),
  });
}

export function useSaveSms() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { settings: Schemas['SmsSettings']; secret: string }) =>
      answer(api.PUT(sms, { params: { path: { workspace } }, body })),
    onSuccess: (saved) => client.setQueryData([workspace, 'sms'], saved),
  });
}

export function useTestSms() {
  const workspace = useWorkspaceId();
  return useMutation({
    mutationFn: (body: { to: string; text: string }) =>
      answer(api.POST(`${sms}/test`, { params: { path: { workspace } }, body })),
  });
}
