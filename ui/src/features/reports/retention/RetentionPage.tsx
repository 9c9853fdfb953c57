import { Group, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { MatchField } from '@/kit/condition/MatchField';
import { useFilter } from '@/kit/filter/useFilter';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { RetentionTable } from './RetentionTable';
import { initialRetention, type RetentionDefinition, requestOf } from './retention.model';

const load = (workspace: string, body: Schemas['RetentionRequest']) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/retention', { params: { path: { workspace } }, body }));

export function RetentionPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<RetentionDefinition>('retention', initialRetention);
  const { scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('retention', request, load, () => !loading);
  return (
    <ReportPage kind="retention" request={requestOf(value)} saved={saved} comparison={false}>
      <Section title={t('reports.retention.question')}>
        <Settings value={value} change={change} />
      </Section>
      <QueryView
        query={report}
        isEmpty={(result) => result.cohorts.every((cohort) => cohort.size === 0)}
        empty={<EmptyState title={t('reports.retention.emptyTitle')} text={t('reports.retention.emptyText')} />}
      >
        {(result) => (
          <Section title={t('common.report.retention')} counted="retention">
            <RetentionTable result={result} request={request} />
          </Section>
        )}
      </QueryView>
    </ReportPage>
  );
}

type Props = { value: RetentionDefinition; change: (change: Partial<RetentionDefinition>) => void };

function Settings({ value, change }: Props) {
  const { t } = useTranslation();
  const choices = <T extends string>(group: string, keys: readonly T[]) =>
    keys.map((key) => ({ value: key, label: t(`reports.retention.${group}.${key}`) }));
  return (
    <Group gap={12} align="flex-end">
      <MatchField
        label={t('reports.retention.start')}
        placeholder={t('reports.retention.anyEvent')}
        value={value.start ?? { event: '' }}
        onChange={(start) => change({ start })}
      />
      <MatchField
        label={t('reports.retention.return')}
        placeholder={t('reports.retention.anyEvent')}
        value={value.return ?? { event: '' }}
        onChange={(comesBack) => change({ return: comesBack })}
      />
      <Select
        label={t('reports.retention.period')}
        w={120}
        data={choices('periodChoice', ['day', 'week', 'month'] as const)}
        value={value.period}
        onChange={(period) => period && change({ period: period as 'week' })}
      />
      <Select
        label={t('reports.retention.starts')}
        w={170}
        data={choices('startsChoice', ['firstTime', 'recurring'] as const)}
        value={value.starts ?? 'firstTime'}
        onChange={(starts) => starts && change({ starts: starts as 'firstTime' })}
      />
      <Select
        label={t('reports.retention.counting')}
        w={190}
        data={choices('countingChoice', ['on', 'onOrAfter'] as const)}
        value={value.counting ?? 'on'}
        onChange={(counting) => counting && change({ counting: counting as 'on' })}
      />
      <Select
        label={t('reports.retention.mode')}
        w={190}
        data={choices('modeChoice', ['calendar', 'rolling'] as const)}
        value={value.mode ?? 'calendar'}
        onChange={(mode) => mode && change({ mode: mode as 'calendar' })}
      />
      <Select
        label={t('reports.retention.periods')}
        w={90}
        data={['4', '8', '12', '26', '52']}
        value={String(value.periods ?? 8)}
        onChange={(periods) => change({ periods: Number(periods) })}
      />
    </Group>
  );
}
