import { Button, Group, Menu, Modal, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardsQuery } from '@/api/lists';
import { newId } from '@/kit/edit/newId';
import { useMay } from '@/kit/may';
import { done } from '@/kit/notices';
import type { AskedReport } from '@/kit/report/exportReport';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf, sizeOf, type Tile, type TileReport } from './dashboard.model';
import { createDashboard, dashboardQuery, saveDashboard } from './queries';

const none = '';

/** An entry of every report's menu. */
export function AddToDashboard({ report }: { report: AskedReport }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const may = useMay('edit');
  if (!may) return null;
  return (
    <>
      <Menu.Item
        leftSection={<IconLayoutDashboard size={18} stroke={1.6} />}
        closeMenuOnClick={false}
        onClick={() => setOpened(true)}
      >
        {t('dashboards.addTo')}
      </Menu.Item>
      {opened && <Choice report={report} onClose={() => setOpened(false)} />}
    </>
  );
}

function Choice({ report, onClose }: { report: AskedReport; onClose: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const dashboards = useQuery(dashboardsQuery(workspace));
  const [chosen, setChosen] = useState<string | null>(null);
  const [show, setShow] = useState<TileReport['show']>('chart');
  const target = chosen ?? dashboards.data?.[0]?.id ?? none;
  const add = useMutation({
    mutationFn: async () => {
      const { scope: _, ...request } = report.request;
      const tile: Tile = {
        id: newId('t'),
        ...sizeOf(show),
        title: report.title,
        report: { kind: report.kind, request, show },
      };
      if (target === none) return createDashboard(workspace, { name: report.title, tiles: [tile] });
      const now = await client.fetchQuery({ ...dashboardQuery(workspace, target), staleTime: 0 });
      return saveDashboard(workspace, target, {
        ...contentOf(now),
        tiles: [...now.tiles, tile],
        revision: now.revision,
      });
    },
    onSuccess: (saved) => {
      done(t('dashboards.added', { name: saved.name }));
      onClose();
      return client.invalidateQueries({ queryKey: [workspace, 'dashboards'] });
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('dashboards.addTitle')}>
      <Stack gap={16}>
        <Select
          label={t('dashboards.which')}
          allowDeselect={false}
          data={[
            ...(dashboards.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: none, label: t('dashboards.newOne') },
          ]}
          value={target}
          onChange={(value) => setChosen(value ?? none)}
        />
        <SegmentedControl
          aria-label={t('dashboards.tile.show')}
          value={show}
          data={(['figure', 'chart', 'table'] as const).map((value) => ({
            value,
            label: t(`dashboards.tile.shows.${value}`),
          }))}
          onChange={(value) => setShow(value as TileReport['show'])}
        />
        {add.isError && <ErrorState error={add.error} />}
        <Group justify="flex-end">
          <Button loading={add.isPending} onClick={() => add.mutate()}>
            {t('common.add')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
