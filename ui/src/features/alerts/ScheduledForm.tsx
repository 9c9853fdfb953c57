import { Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardsQuery } from '@/api/lists';
import { ReportChoice } from '@/kit/report/ReportChoice';
import { useWorkspaceId } from '@/kit/workspace';
import { frequencies, narrowing, type ScheduledContent, weekdays } from './alert.model';
import { ItemDrawer } from './ItemDrawer';
import { Only } from './Only';
import { previewScheduled, useSaveScheduled } from './queries';
import { Recipients } from './Recipients';

type Props = { id: string | null; initial: ScheduledContent; onClose: () => void };

export function ScheduledForm({ id, initial, onClose }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const dashboards = useQuery(dashboardsQuery(workspace)).data ?? [];
  const [content, setContent] = useState(initial);
  const set = (change: Partial<ScheduledContent>) => setContent((before) => ({ ...before, ...change }));
  const save = useSaveScheduled();
  const what = content.report ? 'report' : 'dashboard';
  const { report, dashboard, segment, where, ...rest } = content;
  const chosen = dashboard ?? dashboards[0]?.id;
  const only = narrowing({ ...(segment && { segment }), ...(where && { where }) }, report?.kind);
  const whole: ScheduledContent = {
    ...rest,
    ...only,
    ...(report ? { report } : chosen ? { dashboard: chosen } : {}),
  };
  return (
    <ItemDrawer
      title={t(id === null ? 'alerts.mail.new' : 'alerts.mail.edit')}
      id={id}
      body={whole}
      save={save}
      message={() => previewScheduled(workspace, whole)}
      onClose={onClose}
    >
      <TextInput
        label={t('alerts.mail.subject')}
        required
        data-autofocus
        maxLength={120}
        value={content.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t('alerts.mail.what')}
        allowDeselect={false}
        data={(['dashboard', 'report'] as const).map((value) => ({ value, label: t(`alerts.mail.${value}`) }))}
        value={what}
        onChange={(value) =>
          setContent({
            ...rest,
            ...only,
            ...(value === 'report' ? { report: { kind: 'overview', request: {} } } : {}),
          })
        }
      />
      {report ? (
        <ReportChoice
          label={t('alerts.mail.report')}
          value={report}
          onChange={(next) => setContent({ ...rest, ...only, report: next })}
        />
      ) : (
        <Select
          label={t('alerts.mail.dashboard')}
          allowDeselect={false}
          data={dashboards.map((one) => ({ value: one.id, label: one.name }))}
          value={chosen ?? null}
          onChange={(value) => value && set({ dashboard: value })}
        />
      )}
      <Only
        value={only}
        kind={report?.kind}
        onChange={(next) =>
          setContent({ ...rest, ...next, ...(report ? { report } : {}), ...(dashboard ? { dashboard } : {}) })
        }
      />
      <Group grow align="flex-start">
        <Select
          label={t('alerts.mail.frequency')}
          description={t(`alerts.mail.about.${content.frequency}`)}
          allowDeselect={false}
          data={frequencies.map((value) => ({ value, label: t(`alerts.mail.every.${value}`) }))}
          value={content.frequency}
          onChange={(frequency) => frequency && set({ frequency })}
        />
        <TextInput
          type="time"
          label={t('alerts.mail.at')}
          description={t('alerts.mail.zone')}
          required
          value={(content.at ?? '08:00').slice(0, 5)}
          onChange={(event) => set({ at: event.currentTarget.value })}
        />
      </Group>
      {content.frequency === 'weekly' && (
        <Select
          label={t('alerts.mail.weekday')}
          allowDeselect={false}
          data={weekdays.map((value) => ({ value, label: t(`alerts.weekday.${value}`) }))}
          value={content.weekday ?? 'monday'}
          onChange={(weekday) => weekday && set({ weekday })}
        />
      )}
      <Recipients
        users={content.users}
        language={content.language ?? 'en'}
        onUsers={(users) => set({ users })}
        onLanguage={(language) => set({ language })}
      />
    </ItemDrawer>
  );
}
