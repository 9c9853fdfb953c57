import { Select } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFilter } from '@/kit/filter/useFilter';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { MovesTable } from './MovesTable';
import { OccupancyChart } from './OccupancyChart';
import { StageTable } from './StageTable';
import { initialStages, type StagesDefinition, type StagesInterval } from './stages.model';
import { useShownStages } from './useShownStages';

const load = (workspace: string, body: Schemas['StagesRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/stages', { params: { path: { workspace } }, body, signal }));

export function StagesPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<StagesDefinition>('stages', initialStages);
  const { scope } = useFilter();
  const request = useMemo(() => ({ ...value, scope }), [value, scope]);
  const report = useReport('stages', request, load, () => !loading);
  const interval = (
    <Select
      aria-label={t('activity.interval')}
      w={130}
      data={(['day', 'week', 'month'] as const).map((choice) => ({
        value: choice,
        label: t(`activity.intervals.${choice}`),
      }))}
      value={value.interval ?? 'week'}
      onChange={(choice) => choice && change({ interval: choice as StagesInterval })}
    />
  );
  return (
    <ReportPage kind="stages" request={value} saved={saved} comparison={false}>
      <QueryView
        query={report}
        isEmpty={(result) => result.points.every((point) => point.persons.every((persons) => persons === 0))}
        empty={<EmptyState title={t('stages.emptyTitle')} text={t('stages.emptyText')} />}
      >
        {(result) => <Result result={result} request={request} interval={interval} />}
      </QueryView>
    </ReportPage>
  );
}

type Props = { result: Schemas['StagesResult']; request: Schemas['StagesRequest']; interval: ReactNode };

function Result({ result, request, interval }: Props) {
  const stages = useShownStages(result.stages);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 16 }}>
      <OccupancyChart result={result} request={request} stages={stages} actions={interval} />
      <StageTable result={result} request={request} stages={stages} />
      <MovesTable result={result} request={request} stages={stages} />
    </div>
  );
}
