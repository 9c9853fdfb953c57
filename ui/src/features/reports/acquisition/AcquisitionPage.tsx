import { Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { intervalFor } from '../overview/overview.model';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { AcquisitionChart } from './AcquisitionChart';
import { AcquisitionTable } from './AcquisitionTable';
import { type AcquisitionDefinition, initialAcquisition, type Origin, origins } from './acquisition.model';

const load = (workspace: string, body: Schemas['AcquisitionRequest'], signal: AbortSignal) =>
  answer(
    api.POST('/api/workspaces/{workspace}/reports/acquisition', { params: { path: { workspace } }, body, signal }),
  );

export function AcquisitionPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<AcquisitionDefinition>('acquisition', initialAcquisition);
  const { filter, eventScope: scope } = useFilter();
  const request = useMemo(() => ({ interval: intervalFor(daysOf(filter)), ...value, scope }), [value, filter, scope]);
  const report = useReport('acquisition', request, load, () => !loading);
  return (
    <ReportPage kind="acquisition" request={value} asked={request} saved={saved} events>
      <QueryView
        query={report}
        isEmpty={(result) => result.total.sessions === 0}
        empty={<EmptyState title={t('reports.overview.emptyTitle')} text={t('reports.overview.emptyText')} />}
      >
        {(result) => <Result result={result} request={request} change={change} />}
      </QueryView>
    </ReportPage>
  );
}

type Props = {
  result: Schemas['AcquisitionResult'];
  request: Schemas['AcquisitionRequest'];
  change: (change: Partial<AcquisitionDefinition>) => void;
};

function Result({ result, request, change }: Props) {
  const { t } = useTranslation();
  const dimension = request.dimension ?? 'channel';
  const choice = (
    <Select
      aria-label={t('origins.dimension')}
      w={150}
      value={dimension}
      data={origins.map((origin) => ({ value: origin, label: t(`origins.by.${origin}`) }))}
      onChange={(origin) => origin && change({ dimension: origin as Origin })}
    />
  );
  return (
    <Stack gap={16}>
      <AcquisitionChart result={result} dimension={dimension} actions={choice} />
      <AcquisitionTable result={result} request={request} dimension={dimension} />
    </Stack>
  );
}
