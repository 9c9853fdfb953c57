import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { DashboardEditor } from './DashboardEditor';
import { dashboardQuery } from './queries';

export function DashboardPage() {
  const { dashboard: id = '' } = useParams({ strict: false }) as { dashboard?: string };
  const workspace = useWorkspaceId();
  const dashboard = useQuery(dashboardQuery(workspace, id));
  if (dashboard.isPending) return <LoadingState rows={6} height={92} />;
  if (dashboard.isError) return <ErrorState error={dashboard.error} retry={() => dashboard.refetch()} />;
  return <DashboardEditor key={`${workspace}/${id}`} dashboard={dashboard.data} />;
}
