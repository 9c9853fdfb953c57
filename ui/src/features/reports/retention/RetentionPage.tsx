import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { RetentionSettings } from './RetentionSettings';
import { RetentionTable } from './RetentionTable';
import { initialRetention, type RetentionDefinition, requestOf } from './retention.model';

const load = (workspace: string, body: Schemas['RetentionRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/retention', { params: { path: { workspace } }, body, signal }));

export function RetentionPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<RetentionDefinition>('retention', initialRetention);
  const { unitScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('retention', request, load, () => !loading);
  return (
    <ReportPage kind="retention" request={requestOf(value)} saved={saved} events companies comparison={false}>
      <Section title={t('reports.retention.question')}>
        <RetentionSettings value={value} change={change} />
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
