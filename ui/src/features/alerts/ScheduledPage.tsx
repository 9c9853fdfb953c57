import { ActionIcon, Button, Text } from '@mantine/core';
import { IconMail, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { doneWithUndo } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Alerts.module.css';
import { AlertTabs } from './AlertTabs';
import {
  type AskedReport,
  newScheduled,
  type Scheduled,
  type ScheduledContent,
  scheduledContentOf,
} from './alert.model';
import { scheduledQuery, useRemoveScheduled, useSaveScheduled } from './queries';
import { ScheduledForm } from './ScheduledForm';

export function ScheduledPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const given = (useSearch({ strict: false }) as { report?: AskedReport }).report;
  const scheduled = useQuery(scheduledQuery(useWorkspaceId()));
  const [form, setForm] = useState<{ id: string | null; content: ScheduledContent } | null>(() =>
    given?.kind ? { id: null, content: { ...newScheduled(i18n.language), report: given } } : null,
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
      onClick={() => setForm({ id: null, content: newScheduled(i18n.language) })}
    >
      {t('alerts.mail.new')}
    </Button>
  );
  return (
    <Page title={t('alerts.mail.title')} sentence={t('alerts.mail.sentence')} actions={button}>
      <AlertTabs />
      <QueryView
        query={scheduled}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconMail size={20} aria-hidden />}
            title={t('alerts.mail.noneTitle')}
            text={t('alerts.mail.noneText')}
            action={button}
          />
        }
      >
        {(list) => (
          <ul className={css.list}>
            {list.map((one) => (
              <ScheduledRow
                key={one.id}
                scheduled={one}
                onEdit={() => setForm({ id: one.id, content: scheduledContentOf(one) })}
              />
            ))}
          </ul>
        )}
      </QueryView>
      {form && <ScheduledForm id={form.id} initial={form.content} onClose={close} />}
    </Page>
  );
}

function ScheduledRow({ scheduled, onEdit }: { scheduled: Scheduled; onEdit: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveScheduled();
  const restore = useSaveScheduled();
  return (
    <li className={css.row}>
      <div className={css.words}>
        <strong>{scheduled.name}</strong>
        <Text size="sm" c="dimmed">
          {t(`alerts.mail.every.${scheduled.frequency}`)} · {t('alerts.told', { count: scheduled.users.length })}
        </Text>
        <Text size="sm">
          {t('alerts.mail.next', { time: format.dateTime(scheduled.nextAt) })}
          {scheduled.lastAt && ` · ${t('alerts.mail.last', { time: format.dateTime(scheduled.lastAt) })}`}
        </Text>
        {scheduled.problem && (
          <Text size="sm" c="red">
            {t('alerts.mail.problem', { problem: scheduled.problem })}
          </Text>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('alerts.editOne', { name: scheduled.name })}
        onClick={onEdit}
      >
        <IconPencil size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('alerts.remove', { name: scheduled.name })}
        onClick={() =>
          remove.mutate(scheduled.id, {
            onSuccess: () =>
              doneWithUndo(t('alerts.removed', { name: scheduled.name }), () =>
                restore.mutateAsync({ id: null, body: scheduledContentOf(scheduled) }),
              ),
          })
        }
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}
