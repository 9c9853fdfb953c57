import { ActionIcon, Button, Text } from '@mantine/core';
import { IconLayoutDashboard, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dashboardsQuery } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { doneWithUndo, failed } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Dashboard.module.css';
import { contentOf, type DashboardContent } from './dashboard.model';
import { createDashboard, dashboardQuery, removeDashboard } from './queries';

export function DashboardsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const go = useGo();
  const dashboards = useQuery(dashboardsQuery(workspace));
  const refresh = () => client.invalidateQueries({ queryKey: [workspace, 'dashboards'] });
  const create = useMutation({
    mutationFn: (content: DashboardContent) => createDashboard(workspace, content),
    onSuccess: async (made) => {
      await refresh();
      go(`dashboards/${made.id}`);
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: async (id: string) => {
      const whole = await client.fetchQuery({ ...dashboardQuery(workspace, id), staleTime: 0 });
      await removeDashboard(workspace, id);
      return whole;
    },
    onSuccess: (gone) => {
      doneWithUndo(t('dashboards.removed', { name: gone.name }), () =>
        createDashboard(workspace, contentOf(gone)).then(refresh),
      );
      return refresh();
    },
    onError: failed,
  });
  const start = () => create.mutate(starter(t));
  const may = useMay('edit');
  const button = may && (
    <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={start}>
      {t('dashboards.new')}
    </Button>
  );
  return (
    <Page title={t('dashboards.title')} sentence={t('dashboards.sentence')} actions={button}>
      <QueryView
        query={dashboards}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconLayoutDashboard size={20} aria-hidden />}
            title={t('dashboards.noneTitle')}
            text={t('dashboards.noneText')}
            action={button}
          />
        }
      >
        {(list) => (
          <ul className={css.list}>
            {list.map((dashboard) => (
              <li key={dashboard.id}>
                <PathLink path={`dashboards/${dashboard.id}`} className={css.card}>
                  <strong>{dashboard.name}</strong>
                  {dashboard.description && (
                    <Text size="sm" c="dimmed">
                      {dashboard.description}
                    </Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {t('dashboards.tiles', { count: dashboard.tiles })} ·{' '}
                    {t('dashboards.changed', { day: format.day(dashboard.updatedAt), by: dashboard.updatedBy })}
                  </Text>
                </PathLink>
                {may && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    className={css.remove}
                    aria-label={t('dashboards.remove', { name: dashboard.name })}
                    onClick={() => remove.mutate(dashboard.id)}
                  >
                    <IconTrash size={16} stroke={1.6} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Page>
  );
}

/** What almost everybody wants to see first. */
function starter(t: (key: string) => string): DashboardContent {
  const report = (figure: string) => ({ kind: 'overview' as const, request: {}, show: 'figure' as const, figure });
  return {
    name: t('dashboards.starter'),
    tiles: [
      { id: 'visitors', width: 3, height: 1, title: t('dashboards.ready.visitors'), report: report('visitors') },
      { id: 'sales', width: 3, height: 1, title: t('dashboards.ready.revenue'), report: report('revenue') },
      {
        id: 'rate',
        width: 3,
        height: 1,
        title: t('dashboards.ready.conversionRate'),
        report: report('conversionRate'),
      },
      { id: 'bounce', width: 3, height: 1, title: t('common.figure.bounceRate'), report: report('bounceRate') },
      {
        id: 'time',
        width: 8,
        height: 3,
        title: t('dashboards.ready.overTime'),
        report: { kind: 'overview', request: {}, show: 'chart', table: 'overTime', figure: 'visitors' },
      },
      {
        id: 'channels',
        width: 4,
        height: 3,
        title: t('dashboards.ready.channels'),
        report: { kind: 'overview', request: {}, show: 'chart', table: 'channels', figure: 'visitors' },
      },
    ],
  };
}
