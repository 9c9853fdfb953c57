import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { initialProcess, type ProcessDefinition, requestOf } from '@/kit/process/process.model';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { ProcessSettings } from './ProcessSettings';
import { ProcessView } from './ProcessView';

const load = (workspace: string, body: Schemas['ProcessRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/process', { params: { path: { workspace } }, body, signal }));

export function ProcessPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<ProcessDefinition>('process', initialProcess);
  const { eventScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('process', request, load, () => !loading);
  return (
    <ReportPage kind="process" request={requestOf(value)} saved={saved} events comparison={false}>
      <ProcessSettings value={value} change={change} />
      <QueryView
        query={report}
        isEmpty={(result) => result.cases === 0}
        empty={<EmptyState title={t('process.emptyTitle')} text={t('process.emptyText')} />}
      >
        {(result) => (
          <Stack gap={16}>
            <ProcessView result={result} request={request} />
          </Stack>
        )}
      </QueryView>
    </ReportPage>
  );
}
