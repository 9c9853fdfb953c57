import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useWorkspaceId } from '@/kit/workspace';

/** The cards of all maps in lanes of a kind. */
export function useMapCards(lane: Schemas['LaneKind']) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'map-cards', lane],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/map-cards', { params: { path: { workspace }, query: { lane } } })),
  });
}
