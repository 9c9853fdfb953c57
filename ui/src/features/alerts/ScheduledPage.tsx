import { Button, Text } from '@mantine/core';
import { IconMail, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { doneWithUndo } from '@/kit/notices';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Alerts.module.css';
import { AlertTabs } from './AlertTabs';
import { narrowing, newScheduled, type Scheduled, type ScheduledContent, scheduledContentOf } from './alert.model';
import { ItemRow } from './ItemRow';
import { OnlyText } from './Only';
import { scheduledQuery, useRemoveScheduled, useSaveScheduled, useSendScheduled } from './queries';
import { ScheduledForm } from './ScheduledForm';
import { useItemForm } from './useItemForm';

export function ScheduledPage() {
  const { t, i18n } = useTranslation();
  const may = useMay('edit');
  const { filter } = useFilter();
  const scheduled = useQuery(scheduledQuery(useWorkspaceId()));
  const form = useItemForm<ScheduledContent>((report) => ({
    ...newScheduled(i18n.language),
    report,
    ...narrowing(filter, report.kind),
  }));
  const button = may && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => form.open({ id: null, content: newScheduled(i18n.language) })}
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
                onEdit={() => form.open({ id: one.id, content: scheduledContentOf(one) })}
              />
            ))}
          </ul>
        )}
      </QueryView>
      {form.opened && <ScheduledForm id={form.opened.id} initial={form.opened.content} onClose={form.close} />}
    </Page>
  );
}

function ScheduledRow({ scheduled, onEdit }: { scheduled: Scheduled; onEdit: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveScheduled();
  const restore = useSaveScheduled();
  const send = useSendScheduled();
  const { name } = scheduled;
  return (
    <ItemRow
      name={name}
      now={{ label: t('alerts.mail.sendNow', { name }), run: () => send.mutate(scheduled.id), busy: send.isPending }}
      onEdit={onEdit}
      onRemove={() =>
        remove.mutate(scheduled.id, {
          onSuccess: () =>
            doneWithUndo(t('alerts.removed', { name }), () =>
              restore.mutateAsync({ id: null, body: scheduledContentOf(scheduled) }),
            ),
        })
      }
    >
      <strong>{name}</strong>
      <Text size="sm" c="dimmed">
        {t(`alerts.mail.every.${scheduled.frequency}`)} · {t('alerts.told', { count: scheduled.users.length })}
        <OnlyText {...narrowing(scheduled, scheduled.report?.kind)} />
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
    </ItemRow>
  );
}
