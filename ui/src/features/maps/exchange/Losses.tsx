import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useWorkspaceId } from '@/kit/workspace';
import type { MapFormat } from './exportMap';

/** What of the map the chosen kind of file cannot carry, before it is made. */
export function Losses({ map, format }: { map: string; format: MapFormat }) {
  const { t } = useTranslation();
  const number = useFormat();
  const workspace = useWorkspaceId();
  const losses = useQuery({
    queryKey: [workspace, 'map-losses', map, format],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/maps/{id}/export/losses', {
          params: { path: { workspace, id: map }, query: { format } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  if (losses.data === undefined) return null;
  const list = losses.data.map(({ what, count }) =>
    t(`mapexchange.loss.${what}`, { count, shown: number.number(count) }),
  );
  return (
    <Text size="sm" role="status">
      {list.length === 0 ? t('mapexchange.loss.none') : t('mapexchange.loss.some', { list: list.join(', ') })}
    </Text>
  );
}
