import { Autocomplete, Group, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { MatchField } from '@/kit/condition/MatchField';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { intervalFor } from '../overview/overview.model';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { EventsResultView } from './EventsResultView';
import { type EventsDefinition, ready, requestOf } from './events.model';

const load = (workspace: string, body: Schemas['EventsRequest'], signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/events', { params: { path: { workspace } }, body, signal }));

export function EventsPage() {
  const { t } = useTranslation();
  const { conversionEvent } = useWorkspace();
  const { filter, unitScope: scope } = useFilter();
  const initial = useMemo<EventsDefinition>(
    () => ({ match: { event: conversionEvent }, measure: 'count' }),
    [conversionEvent],
  );
  const { value, change, saved, loading } = useDefinition<EventsDefinition>('events', initial);
  const request = useMemo(
    () => ({ interval: intervalFor(daysOf(filter)), ...requestOf(value), scope }),
    [value, scope, filter],
  );
  const report = useReport('events', request, load, (settled) => ready(settled) && !loading);
  return (
    <ReportPage
      kind="events"
      request={requestOf(value)}
      asked={request}
      saved={saved}
      events
      companies
      comparison={false}
    >
      <Section title={t('reports.events.question')}>
        <Settings value={value} change={change} />
      </Section>
      {ready(value) ? (
        <QueryView
          query={report}
          isEmpty={(result) => result.series.length === 0}
          empty={<EmptyState title={t('reports.events.emptyTitle')} text={t('reports.events.emptyText')} />}
        >
          {(result) => <EventsResultView result={result} request={request} />}
        </QueryView>
      ) : (
        <EmptyState title={t('reports.events.startTitle')} text={t('reports.events.startText')} />
      )}
    </ReportPage>
  );
}

type Props = { value: EventsDefinition; change: (change: Partial<EventsDefinition>) => void };

function Settings({ value, change }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const properties = (schema?.events.find((event) => event.name === value.match.event)?.properties ?? []).map(
    (p) => p.name,
  );
  const needsProperty = value.measure === 'sum' || value.measure === 'average';
  return (
    <Group gap={12} align="flex-end">
      <MatchField label={t('condition.event')} value={value.match} onChange={(match) => change({ match })} />
      <Select
        label={t('reports.events.measure')}
        w={170}
        data={(['count', 'persons', 'sum', 'average'] as const).map((measure) => ({
          value: measure,
          label: t(`reports.events.measures.${measure}`),
        }))}
        value={value.measure}
        onChange={(measure) => measure && change({ measure: measure as 'count' })}
      />
      {needsProperty && (
        <Autocomplete
          label={t('reports.events.of')}
          w={170}
          data={properties}
          value={value.property ?? ''}
          onChange={(property) => change({ property })}
        />
      )}
      <Autocomplete
        label={t('reports.events.breakdown')}
        placeholder={t('reports.events.noBreakdown')}
        w={170}
        data={properties}
        value={value.breakdown ?? ''}
        onChange={(breakdown) => change({ breakdown })}
      />
    </Group>
  );
}
