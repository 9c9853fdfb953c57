import { Autocomplete, Group, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { ReportPage } from '../ReportPage';
import { RetentionSettings } from '../retention/RetentionSettings';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { CohortsTable } from './CohortsTable';
import { type CohortsDefinition, initialCohorts, ready, requestOf } from './cohorts.model';

const load = (workspace: string, body: Schemas['RetentionRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/cohorts', { params: { path: { workspace } }, body, signal }));

export function CohortsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, change, saved, loading } = useDefinition<CohortsDefinition>('cohorts', initialCohorts);
  const { eventScope: scope } = useFilter();
  const request = useMemo(() => ({ ...requestOf(value), scope }), [value, scope]);
  const report = useReport('cohorts', request, load, (settled) => ready(settled) && !loading);
  return (
    <ReportPage kind="cohorts" request={requestOf(value)} saved={saved} comparison={false} events>
      <Section title={t('cohorts.question')}>
        <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 }}>
          <By value={value} change={change} />
          <RetentionSettings value={value} change={change} />
        </div>
      </Section>
      {ready(value) ? (
        <QueryView
          query={report}
          isEmpty={(result) => result.total.size === 0}
          empty={<EmptyState title={t('reports.retention.emptyTitle')} text={t('reports.retention.emptyText')} />}
        >
          {(result) => (
            <Section
              title={t('cohorts.title', { count: result.groups, shown: format.number(result.groups) })}
              counted="cohorts"
            >
              <CohortsTable result={result} request={request} />
            </Section>
          )}
        </QueryView>
      ) : (
        <EmptyState title={t('cohorts.startTitle')} text={t('cohorts.startText')} />
      )}
    </ReportPage>
  );
}

type Props = { value: CohortsDefinition; change: (change: Partial<CohortsDefinition>) => void };

/** What starts are put together by. */
function By({ value, change }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const { breakdown } = value;
  const events = (schema?.events ?? []).filter(
    (event) => value.start === undefined || value.start.event === '' || event.name === value.start.event,
  );
  const names =
    breakdown.kind === 'person'
      ? (schema?.traits ?? []).map((trait) => trait.name)
      : [...new Set(events.flatMap((event) => event.properties.map((property) => property.name)))];
  return (
    <Group gap={12} align="flex-end">
      <Select
        label={t('cohorts.by')}
        w={310}
        data={(['event', 'person'] as const).map((kind) => ({ value: kind, label: t(`cohorts.kind.${kind}`) }))}
        value={breakdown.kind}
        onChange={(kind) => kind && change({ breakdown: { ...breakdown, kind: kind as 'event', name: '' } })}
      />
      <Autocomplete
        label={t(breakdown.kind === 'event' ? 'condition.property' : 'cohorts.trait')}
        w={200}
        data={names}
        limit={30}
        value={breakdown.name}
        onChange={(name) => change({ breakdown: { ...breakdown, name } })}
      />
    </Group>
  );
}
