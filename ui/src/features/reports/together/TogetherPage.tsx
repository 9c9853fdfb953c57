import { Autocomplete, Group, NumberInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState, LoadingState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { PairTable } from './PairTable';
import { propertiesOf, ready, suggestTogether, type TogetherDefinition, type TogetherRequest } from './together.model';

const load = (workspace: string, body: TogetherRequest, signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/together', { params: { path: { workspace } }, body, signal }));

export function TogetherPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const schema = useObservedSchema();
  const { conversionEvent } = useWorkspace();
  const initial = useMemo(
    () => suggestTogether(schema.data?.events ?? [], conversionEvent),
    [schema.data, conversionEvent],
  );
  const { value, change, saved, loading } = useDefinition<TogetherDefinition>('together', initial);
  const { eventScope: scope } = useFilter();
  const request = useMemo<TogetherRequest>(() => ({ ...value, scope }), [value, scope]);
  const report = useReport('together', request, load, (settled) => ready(settled) && !loading);
  return (
    <ReportPage kind="together" request={value} saved={saved} comparison={false} events>
      <Section title={t('together.question')}>
        {schema.isPending || loading ? (
          <LoadingState rows={2} />
        ) : (
          <Settings value={value} change={change} conversionEvent={conversionEvent} />
        )}
      </Section>
      {ready(value) ? (
        <QueryView
          query={report}
          isEmpty={(result) => result.pairs.length === 0}
          empty={<EmptyState title={t('together.emptyTitle')} text={t('together.emptyText')} />}
        >
          {(result) => (
            <Section
              title={t('together.title', { count: result.pairs.length, shown: format.number(result.pairs.length) })}
              counted="together"
              flush
            >
              <PairTable result={result} request={request} />
            </Section>
          )}
        </QueryView>
      ) : (
        !schema.isPending && <EmptyState title={t('together.startTitle')} text={t('together.startText')} />
      )}
    </ReportPage>
  );
}

type Props = {
  value: TogetherDefinition;
  change: (change: Partial<TogetherDefinition>) => void;
  conversionEvent: string;
};

function Settings({ value, change, conversionEvent }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  return (
    <Group gap={12} align="flex-end">
      <EventMatchField
        label={t('together.event')}
        value={value.match ?? { event: conversionEvent }}
        onChange={(match) => change({ match })}
      />
      <Autocomplete
        label={t('together.property')}
        w={200}
        data={propertiesOf(schema?.events ?? [], value.match?.event ?? conversionEvent)}
        limit={30}
        value={value.property}
        onChange={(property) => change({ property })}
      />
      <NumberInput
        label={t('together.least')}
        w={170}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={value.least ?? 2}
        onChange={(least) => typeof least === 'number' && least >= 1 && change({ least })}
      />
    </Group>
  );
}
