import { Button, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { FilterBar } from '@/kit/filter/FilterBar';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Page } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { ReportTabs } from '../ReportTabs';
import { useReport } from '../useReport';
import { empty, figuresOf, intervalFor } from './overview.model';
import { SeriesChart } from './SeriesChart';
import { ChannelTable, PageTable } from './Tables';

type Request = Schemas['OverviewRequest'];

const load = (workspace: string, body: Request) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/overview', { params: { path: { workspace } }, body }));

export function OverviewPage() {
  const { t } = useTranslation();
  const { filter, scope } = useFilter();
  const request = useMemo<Request>(() => ({ scope, interval: intervalFor(daysOf(filter)) }), [scope, filter]);
  const report = useReport('overview', request, load);
  const go = useGo();
  return (
    <Page title={t('common.report.overview')} sentence={t('reports.about.overview')}>
      <ReportTabs />
      <FilterBar />
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
    </Page>
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
      <SeriesChart result={result} />
      <ChannelTable result={result} request={request} dimension="channel" />
      <PageTable result={result} request={request} />
      <ChannelTable result={result} request={request} dimension="device" />
    </Stack>
  );
}
