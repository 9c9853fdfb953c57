import { Button, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { empty, figuresOf, intervalFor } from './overview.model';
import { SeriesChart } from './SeriesChart';
import { ChannelTable, PageTable } from './Tables';
import { WithoutConsent } from './WithoutConsent';

type Request = Schemas['OverviewRequest'];
type OverviewDefinition = Omit<Request, 'scope'>;

const initial: OverviewDefinition = {};

const load = (workspace: string, body: Request, signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/overview', { params: { path: { workspace } }, body, signal }));

export function OverviewPage() {
  const { t } = useTranslation();
  const { filter, unitScope: scope } = useFilter();
  const { value, saved, loading } = useDefinition<OverviewDefinition>('overview', initial);
  const request = useMemo<Request>(
    () => ({ interval: intervalFor(daysOf(filter)), ...value, scope }),
    [value, scope, filter],
  );
  const report = useReport('overview', request, load, () => !loading);
  const go = useGo();
  return (
    <ReportPage kind="overview" request={value} asked={request} saved={saved} events companies>
      <QueryView
        query={report}
        isEmpty={empty}
        empty={
          <EmptyState
            title={t('reports.overview.emptyTitle')}
            text={t('reports.overview.emptyText')}
            action={<Button onClick={() => go('sources')}>{t('reports.overview.emptyAction')}</Button>}
          />
        }
      >
        {(result) => <Content result={result} request={request} />}
      </QueryView>
    </ReportPage>
  );
}

function Content({ result, request }: { result: Schemas['OverviewResult']; request: Request }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const everyone = () =>
    openPeople({
      title: t('common.figure.visitors'),
      query: { kind: 'overview', overview: request, dimension: 'all' },
    });
  return (
    <Stack gap={16}>
      <Figures>
        {figuresOf(result.totals, result.comparison, format).map(({ key, ...figure }) => (
          <Figure
            key={key}
            label={t(`common.figure.${key}`)}
            {...figure}
            onClick={key === 'visitors' ? everyone : undefined}
          />
        ))}
      </Figures>
      <WithoutConsent from={request.scope.from} to={request.scope.to} />
      <SeriesChart result={result} />
      <ChannelTable result={result} request={request} dimension="channel" />
      <PageTable result={result} request={request} />
      <ChannelTable result={result} request={request} dimension="device" />
    </Stack>
  );
}
