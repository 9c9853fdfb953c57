import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconBell, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '@/api/lists';
import { DataTable } from '@/kit/DataTable';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { doneWithUndo } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { AlertForm } from './AlertForm';
import css from './Alerts.module.css';
import { AlertTabs } from './AlertTabs';
import { type Alert, type AskedReport, contentOf, newAlert } from './alert.model';
import { ItemRow } from './ItemRow';
import { OnlyText } from './Only';
import { incidentsQuery, useRemoveAlert, useSaveAlert, useTestAlert } from './queries';
import { ReadingText } from './ReadingText';
import { useItemForm } from './useItemForm';

const colors = { calm: 'accent', raised: 'red', tooEarly: 'gray', broken: 'warm' } as const;
const anything: AskedReport = { kind: 'overview', request: {} };

export function AlertsPage() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const { filter } = useFilter();
  const alerts = useQuery({ ...alertsQuery(workspace), refetchInterval: 30_000 });
  const fresh = (report: AskedReport) => newAlert(report, i18n.language, filter);
  const form = useItemForm(fresh);
  const button = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => form.open({ id: null, content: fresh(anything) })}>
      {t('alerts.new')}
    </Button>
  );
  return (
    <Page title={t('alerts.title')} sentence={t('alerts.sentence')} actions={button}>
      <AlertTabs />
      <Stack gap={16}>
        <QueryView
          query={alerts}
          isEmpty={(list) => list.length === 0}
          empty={
            <EmptyState
              icon={<IconBell size={20} aria-hidden />}
              title={t('alerts.noneTitle')}
              text={t('alerts.noneText')}
              action={button}
            />
          }
        >
          {(list) => (
            <ul className={css.list}>
              {list.map((alert) => (
                <AlertRow
                  key={alert.id}
                  alert={alert}
                  onEdit={() => form.open({ id: alert.id, content: contentOf(alert) })}
                />
              ))}
            </ul>
          )}
        </QueryView>
        <History />
      </Stack>
      {form.opened && <AlertForm id={form.opened.id} initial={form.opened.content} onClose={form.close} />}
    </Page>
  );
}

function AlertRow({ alert, onEdit }: { alert: Alert; onEdit: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveAlert();
  const restore = useSaveAlert();
  const test = useTestAlert();
  const { name } = alert;
  return (
    <ItemRow
      name={name}
      now={{ label: t('alerts.item.test', { name }), run: () => test.mutate(alert.id), busy: test.isPending }}
      onEdit={onEdit}
      onRemove={() =>
        remove.mutate(alert.id, {
          onSuccess: () =>
            doneWithUndo(t('alerts.removed', { name }), () =>
              restore.mutateAsync({ id: null, body: contentOf(alert) }),
            ),
        })
      }
    >
      <Group gap={8}>
        <strong>{name}</strong>
        <Badge variant="light" color={colors[alert.state]} tt="none" fw={500}>
          {t(`alerts.state.${alert.state}`)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {t(`alerts.rule.${alert.rule.kind}`)}
        {alert.goal ? '' : ` · ${t(`alerts.window.${alert.window ?? 'day'}`)}`} ·{' '}
        {t('alerts.told', { count: alert.users?.length ?? 0 })}
        <OnlyText {...contentOf(alert)} />
      </Text>
      <Text size="sm">
        {alert.state === 'broken' ? alert.problem : alert.checkedAt && <ReadingText reading={alert.reading} />}
      </Text>
    </ItemRow>
  );
}

function History() {
  const { t } = useTranslation();
  const format = useFormat();
  const incidents = useQuery(incidentsQuery(useWorkspaceId()));
  return (
    <Section title={t('alerts.history')} counted="alerts">
      <QueryView
        query={incidents}
        isEmpty={(list) => list.length === 0}
        empty={
          <Text size="sm" c="dimmed">
            {t('alerts.noHistory')}
          </Text>
        }
      >
        {(list) => (
          <DataTable
            label={t('alerts.history')}
            rows={list}
            rowKey={(incident) => `${incident.alert}:${incident.day}`}
            maxHeight={360}
            columns={[
              { key: 'name', header: t('common.name'), cell: (incident) => incident.name },
              { key: 'from', header: t('alerts.began'), cell: (incident) => format.dateTime(incident.startedAt) },
              {
                key: 'to',
                header: t('alerts.ended'),
                cell: (incident) => (incident.endedAt ? format.dateTime(incident.endedAt) : t('alerts.goesOn')),
              },
              {
                key: 'what',
                header: t('alerts.saw'),
                text: true,
                cell: (incident) => <ReadingText reading={incident.reading} />,
              },
            ]}
          />
        )}
      </QueryView>
    </Section>
  );
}
