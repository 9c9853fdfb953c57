import { ActionIcon, SimpleGrid, Text, Title } from '@mantine/core';
import { IconBell, IconLayoutDashboard, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { savedReportsQuery } from '@/api/lists';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { doneWithUndo, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './ReportsPage.module.css';
import { groupedReports } from './reportKinds';

export function ReportsPage() {
  const { t } = useTranslation();
  const saved = useQuery(savedReportsQuery(useWorkspaceId()));
  return (
    <Page
      title={t('reports.title')}
      sentence={t('reports.sentence')}
      actions={
        <>
          <PathLink path="dashboards" className={css.action}>
            <IconLayoutDashboard size={16} stroke={1.6} aria-hidden />
            {t('dashboards.title')}
          </PathLink>
          <PathLink path="alerts" className={css.action}>
            <IconBell size={16} stroke={1.6} aria-hidden />
            {t('alerts.title')}
          </PathLink>
        </>
      }
    >
      {groupedReports.map(({ group, entries }) => (
        <section key={group} className={css.group} aria-labelledby={`reports-${group}`}>
          <Title order={2} size="h4" id={`reports-${group}`} className={css.groupName}>
            {t(`reports.group.${group}`)}
          </Title>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 4 }} spacing={12}>
            {entries.map(({ kind, icon: Icon }) => (
              <PathLink key={kind} path={`reports/${kind}`} className={css.card}>
                <Icon size={20} stroke={1.6} aria-hidden />
                <Title order={3} size="h4">
                  {t(`common.report.${kind}`)}
                </Title>
                <Text size="sm" c="dimmed">
                  {t(`reports.about.${kind}`)}
                </Text>
              </PathLink>
            ))}
          </SimpleGrid>
        </section>
      ))}
      <Section title={t('reports.savedTitle')}>
        <QueryView
          query={saved}
          isEmpty={(list) => list.length === 0}
          empty={
            <Text size="sm" c="dimmed">
              {t('reports.noneSaved')}
            </Text>
          }
        >
          {(list) => (
            <ul className={css.list}>
              {list.map((report) => (
                <SavedRow key={report.id} report={report} />
              ))}
            </ul>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}

function SavedRow({ report }: { report: Schemas['SavedReport'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay('edit');
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: [workspace, 'saved-reports'] });
  const restore = async () => {
    const { name, kind, request } = report;
    await answer(
      api.POST('/api/workspaces/{workspace}/saved-reports', {
        params: { path: { workspace } },
        body: { name, kind, request },
      }),
    );
    await refresh();
  };
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/workspaces/{workspace}/saved-reports/{id}', {
          params: { path: { workspace, id: report.id } },
        }),
      ),
    onSuccess: () => {
      doneWithUndo(t('reports.deleted', { name: report.name }), restore);
      return refresh();
    },
    onError: failed,
  });
  return (
    <li className={css.row}>
      <PathLink path={`reports/${report.kind}`} search={{ report: report.id }} className={css.link}>
        {report.name}
      </PathLink>
      <Text size="xs" c="dimmed">
        {t(`common.report.${report.kind}`)} · {format.day(report.updatedAt)}
      </Text>
      {may && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('reports.delete', { name: report.name })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      )}
    </li>
  );
}
