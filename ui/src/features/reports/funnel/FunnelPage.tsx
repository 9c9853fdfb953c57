import { Button, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { suggestSteps } from '@/kit/funnelSteps.model';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState, LoadingState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspace } from '@/kit/workspace';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { BreakdownTable } from './BreakdownTable';
import { FunnelBars } from './FunnelBars';
import { FunnelOptions } from './FunnelOptions';
import { FunnelSteps } from './FunnelSteps';
import { FunnelTrend } from './FunnelTrend';
import { emptyFunnel, type FunnelDefinition, ready, type Trend, trendFor, withSteps } from './funnel.model';

const load = (workspace: string, body: Schemas['FunnelRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/funnel', { params: { path: { workspace } }, body, signal }));

export function FunnelPage() {
  const { t } = useTranslation();
  const schema = useObservedSchema();
  const { conversionEvent } = useWorkspace();
  const initial = useMemo<FunnelDefinition>(() => {
    const names = (schema.data?.events ?? []).map((event) => event.name);
    return { ...emptyFunnel, steps: suggestSteps(names, conversionEvent) };
  }, [schema.data, conversionEvent]);
  const { value, change, saved, loading } = useDefinition<FunnelDefinition>('funnel', initial);
  const { filter, unitScope: scope } = useFilter();
  // With the interval that is drawn, so that it is saved and shared too.
  const settings = useMemo(() => ({ trend: trendFor(daysOf(filter)), ...value }), [value, filter]);
  const request = useMemo(() => ({ ...settings, scope }), [settings, scope]);
  const report = useReport('funnel', request, load, (settled) => ready(settled) && !loading);
  return (
    <ReportPage kind="funnel" request={settings} saved={saved} events companies>
      <Section title={t('reports.funnel.steps')}>
        {schema.isPending || loading ? (
          <LoadingState rows={3} />
        ) : (
          <Stack gap={16}>
            <FunnelSteps value={value} onChange={(steps) => change(withSteps(value, steps))} />
            <FunnelOptions value={value} onChange={change} />
          </Stack>
        )}
      </Section>
      {ready(value) ? (
        <QueryView query={report} isEmpty={(result) => (result.steps[0]?.count ?? 0) === 0} empty={<Nobody />}>
          {(result) => <Result result={result} request={request} follow={(trend) => change({ trend })} />}
        </QueryView>
      ) : (
        !schema.isPending && (
          <EmptyState
            title={t('reports.funnel.startTitle')}
            text={t('reports.funnel.startText')}
            example={<Text size="sm">{t('reports.funnel.example')}</Text>}
          />
        )
      )}
    </ReportPage>
  );
}

function Nobody() {
  const { t } = useTranslation();
  const go = useGo();
  return (
    <EmptyState
      title={t('reports.funnel.nobodyTitle')}
      text={t('reports.funnel.nobodyText')}
      action={
        <Button variant="default" onClick={() => go('reports/live')}>
          {t('reports.funnel.nobodyAction')}
        </Button>
      }
    />
  );
}

type ResultProps = {
  result: Schemas['FunnelResult'];
  request: Schemas['FunnelRequest'];
  follow: (trend: Trend) => void;
};

function Result({ result, request, follow }: ResultProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={16}>
      <Section title={t('common.report.funnel')} counted="funnel">
        <FunnelBars result={result} request={request} />
      </Section>
      {result.trend.length > 0 && <FunnelTrend result={result} request={request} onChange={follow} />}
      {result.breakdown.length > 0 && <BreakdownTable result={result} request={request} />}
    </Stack>
  );
}
