import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconBell, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsQuery } from '@/api/lists';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { doneWithUndo } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { AlertForm } from './AlertForm';
import css from './Alerts.module.css';
import { AlertTabs } from './AlertTabs';
import { type Alert, type AlertContent, type AskedReport, contentOf, newAlert } from './alert.model';
import { incidentsQuery, useRemoveAlert, useSaveAlert } from './queries';
import { ReadingText } from './ReadingText';

const colors = { calm: 'accent', raised: 'red', tooEarly: 'gray', broken: 'warm' } as const;
const anything: AskedReport = { kind: 'overview', request: {} };

export function AlertsPage() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const given = (useSearch({ strict: false }) as { report?: AskedReport }).report;
  const alerts = useQuery({ ...alertsQuery(workspace), refetchInterval: 30_000 });
  const [form, setForm] = useState<{ id: string | null; content: AlertContent } | null>(() =>
    given?.kind ? { id: null, content: newAlert(given, i18n.language) } : null,
  );
  const close = () => {
    setForm(null);
    if (given) {
      const search = (before: Record<string, unknown>) => ({ ...before, report: undefined });
      void navigate({ to: '.', search: search as never, replace: true });
    }
  };
  const button = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => setForm({ id: null, content: newAlert(anything, i18n.language) })}
    >
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
                  onEdit={() => setForm({ id: alert.id, content: contentOf(alert) })}
                />
              ))}
            </ul>
          )}
        </QueryView>
        <History />
      </Stack>
      {form && <AlertForm id={form.id} initial={form.content} onClose={close} />}
    </Page>
  );
}

function AlertRow({ alert, onEdit }: { alert: Alert; onEdit: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveAlert();
  const restore = useSaveAlert();
  return (
    <li className={css.row}>
      <div className={css.words}>
        <Group gap={8}>
          <strong>{alert.name}</strong>
          <Badge variant="light" color={colors[alert.state]} tt="none" fw={500}>
            {t(`alerts.state.${alert.state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t(`alerts.rule.${alert.rule.kind}`)} · {t(`alerts.window.${alert.window ?? 'day'}`)} ·{' '}
          {t('alerts.told', { count: alert.users?.length ?? 0 })}
        </Text>
        <Text size="sm">
          {alert.state === 'broken' ? alert.problem : alert.checkedAt && <ReadingText reading={alert.reading} />}
        </Text>
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={t('alerts.editOne', { name: alert.name })} onClick={onEdit}>
        <IconPencil size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('alerts.remove', { name: alert.name })}
        onClick={() =>
          remove.mutate(alert.id, {
            onSuccess: () =>
              doneWithUndo(t('alerts.removed', { name: alert.name }), () =>
                restore.mutateAsync({ id: null, body: contentOf(alert) }),
              ),
          })
        }
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </li>
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
