import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { mapQuery } from '../queries';
import { MapEditor } from './MapEditor';

export function MapPage() {
  const { t } = useTranslation();
  const { map: id = '' } = useParams({ strict: false }) as { map?: string };
  const workspace = useWorkspaceId();
  const map = useQuery(mapQuery(workspace, id));
  if (map.isPending) return <LoadingState rows={8} height={72} />;
  if (map.isError) return <ErrorState error={map.error} retry={() => map.refetch()} />;
  return <MapEditor key={`${workspace}/${id}`} map={map.data} label={t('maps.grid.label')} />;
}
