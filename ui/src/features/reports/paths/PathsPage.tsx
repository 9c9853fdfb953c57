import { Autocomplete, Group, Select, Switch } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { Chart, type ChartClick } from '@/kit/chart/Chart';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { heightOf, labelOf, type PathEdge, type PathNode, sankeyOption } from '@/kit/chart/sankey.model';
import { MatchField } from '@/kit/condition/MatchField';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { EdgeTable } from './EdgeTable';
import { initialPaths, type PathsDefinition, requestOf } from './paths.model';

const load = (workspace: string, body: Schemas['PathsRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/paths', { params: { path: { workspace } }, body, signal }));

export function PathsPage() {
  const { t } = useTranslation();
  const { value, change, saved, loading } = useDefinition<PathsDefinition>('paths', initialPaths);
  const { unitScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('paths', request, load, () => !loading);
  return (
    <ReportPage kind="paths" request={requestOf(value)} saved={saved} events companies comparison={false}>
      <Section title={t('reports.paths.question')}>
        <Settings value={value} change={change} />
      </Section>
      <QueryView
        query={report}
        isEmpty={(result) => result.journeys === 0 || result.nodes.length === 0}
        empty={<EmptyState title={t('reports.paths.emptyTitle')} text={t('reports.paths.emptyText')} />}
      >
        {(result) => <Result result={result} request={request} />}
      </QueryView>
    </ReportPage>
  );
}

type SettingsProps = { value: PathsDefinition; change: (change: Partial<PathsDefinition>) => void };

function Settings({ value, change }: SettingsProps) {
  const { t } = useTranslation();
  const events = useObservedSchema().data?.events ?? [];
  const properties = [...new Set(events.flatMap((event) => event.properties.map((property) => property.name)))];
  return (
    <Group gap={12} align="flex-end">
      <MatchField
        label={t('reports.paths.start')}
        placeholder={t('reports.paths.anyStart')}
        value={value.start ?? { event: '' }}
        onChange={(start) => change({ start })}
      />
      <MatchField
        label={t('reports.paths.end')}
        placeholder={t('reports.paths.anyEnd')}
        value={value.end ?? { event: '' }}
        onChange={(end) => change({ end })}
      />
      <Select
        label={t('reports.paths.steps')}
        w={90}
        data={['3', '4', '5', '6', '8', '10']}
        value={String(value.steps ?? 5)}
        onChange={(steps) => change({ steps: Number(steps) })}
      />
      <Autocomplete
        label={t('reports.paths.label')}
        w={150}
        data={properties}
        value={value.label ?? ''}
        onChange={(label) => change({ label })}
      />
      <Select
        label={t('reports.paths.per')}
        w={150}
        data={(['session', 'journey'] as const).map((per) => ({ value: per, label: t(`reports.paths.pers.${per}`) }))}
        value={value.per ?? 'session'}
        onChange={(per) => per && change({ per: per as 'session' })}
      />
      <Switch
        label={t('reports.paths.collapse')}
        mb={8}
        miw={180}
        styles={{ body: { flexWrap: 'nowrap' }, label: { whiteSpace: 'nowrap' } }}
        checked={value.collapseRepeats ?? true}
        onChange={(event) => change({ collapseRepeats: event.currentTarget.checked })}
      />
    </Group>
  );
}

function Result({ result, request }: { result: Schemas['PathsResult']; request: Schemas['PathsRequest'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const openPeople = usePeopleDrawer();
  const option = useMemo(
    () =>
      sankeyOption(result, palette, {
        count: (count) => t('reports.paths.count', { count, shown: format.number(count) }),
        duration: (seconds) => t('reports.paths.median', { time: format.duration(seconds * 1000) }),
        ended: (count) => t('reports.paths.ended', { count, shown: format.number(count) }),
        rest: t('reports.paths.rest'),
      }),
    [result, palette, format, t],
  );
  const openEdge = useCallback(
    (edge: PathEdge) => {
      const from = result.nodes.find((node) => node.id === edge.from);
      const to = result.nodes.find((node) => node.id === edge.to);
      if (from === undefined || to === undefined) return;
      const rest = t('reports.paths.rest');
      openPeople({
        title: `${labelOf(from, rest)} → ${labelOf(to, rest)}`,
        query: { kind: 'paths', paths: request, step: from.step, label: from.label, toLabel: to.label },
      });
    },
    [result, request, openPeople, t],
  );
  const click = useCallback(
    ({ dataType, data }: ChartClick) => {
      if (dataType === 'edge') return openEdge((data as { edge: PathEdge }).edge);
      const node = data as PathNode;
      openPeople({
        title: labelOf(node, t('reports.paths.rest')),
        query: { kind: 'paths', paths: request, step: node.step, label: node.label },
      });
    },
    [openEdge, openPeople, request, t],
  );
  return (
    <ChartOrTable
      title={t('reports.paths.result', { count: result.journeys, shown: format.number(result.journeys) })}
      counted="paths"
      chart={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section style={{ overflowX: 'auto' }} tabIndex={0} aria-label={t('common.report.paths')}>
          <div style={{ minWidth: 720 }}>
            <Chart
              option={option}
              height={heightOf(result.nodes)}
              label={t('reports.paths.chartLabel')}
              onClick={click}
            />
          </div>
        </section>
      }
      table={<EdgeTable result={result} onOpen={openEdge} />}
    />
  );
}
