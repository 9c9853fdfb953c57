import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { flowQuery } from '../queries';
import { FlowEditor } from './FlowEditor';

export function FlowPage() {
  const { flow: id = '' } = useParams({ strict: false }) as { flow?: string };
  const workspace = useWorkspaceId();
  const flow = useQuery(flowQuery(workspace, id));
  if (flow.isPending) return <LoadingState rows={8} height={72} />;
  if (flow.data === undefined) return <ErrorState error={flow.error} retry={() => flow.refetch()} />;
  return <FlowEditor key={`${workspace}/${id}`} flow={flow.data} />;
}
