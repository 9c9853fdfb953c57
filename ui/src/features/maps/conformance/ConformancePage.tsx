import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '@/kit/Figures';
import { FilterBar } from '@/kit/filter/FilterBar';
import { type Scope, useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import type { Conformance } from '../model/live.model';
import type { JourneyMap } from '../model/map.model';
import { mapQuery, useConformance } from '../queries';
import { DeviationTable } from './DeviationTable';
import { EmotionGap } from './EmotionGap';
import { RulesSection } from './RulesSection';
import { TrendAndParts } from './TrendAndParts';
import { useCases } from './useCases';

/** The whole comparison of a map with observed journeys. */
export function ConformancePage() {
  const { map: id = '' } = useParams({ strict: false }) as { map?: string };
  const workspace = useWorkspaceId();
  const map = useQuery(mapQuery(workspace, id));
  if (map.isPending) return <LoadingState rows={8} height={56} />;
  if (map.isError) return <ErrorState error={map.error} retry={() => map.refetch()} />;
  return <Comparison map={map.data} />;
}

function Comparison({ map }: { map: JourneyMap }) {
  const { t } = useTranslation();
  const { scope } = useFilter();
  const conformance = useConformance(map.id, scope, `revision ${map.revision}`, true);
  return (
    <Page
      title={t('conformance.title')}
      sentence={t('conformance.sentence', { map: map.name })}
      above={<PathLink path={`maps/${map.id}`}>{map.name}</PathLink>}
    >
      <FilterBar comparison={false} />
      <QueryView
        query={conformance}
        isEmpty={(result) => result.cases === 0}
        empty={<EmptyState title={t('conformance.emptyTitle')} text={t('conformance.emptyText')} />}
      >
        {(result) => (
          <Stack gap={16}>
            <Score map={map} result={result} scope={scope} />
            <DeviationTable map={map} result={result} scope={scope} />
            <TrendAndParts map={map} scope={scope} />
            <EmotionGap map={map} scope={scope} />
          </Stack>
        )}
      </QueryView>
      <RulesSection map={map} />
    </Page>
  );
}

function Score({ map, result, scope }: { map: JourneyMap; result: Conformance; scope: Scope }) {
  const { t } = useTranslation();
  const format = useFormat();
  const showCases = useCases(map.id, scope);
  const cases = t('maps.conformance.cases', { count: result.cases, shown: format.number(result.cases) });
  const variants = t('maps.conformance.variants', { shown: format.number(result.variants) });
  const figures = [
    {
      key: 'fitness',
      counted: 'mapFitness',
      part: 'deviating',
      value: result.fitness,
      range: `${cases} · ${variants}`,
    },
    {
      key: 'rate',
      counted: 'mapRate',
      part: 'fitting',
      value: result.conformanceRate.value,
      rate: result.conformanceRate,
    },
    { key: 'logFitness', counted: 'mapLogFitness', part: 'deviating', value: result.logFitness },
    { key: 'precision', counted: 'mapPrecision', part: undefined, value: result.precision },
    { key: 'steps', counted: 'mapCoverage', part: 'all', value: result.stepCoverage },
    { key: 'events', counted: 'mapCoverage', part: 'beyond', value: result.eventCoverage },
  ] as const;
  return (
    <Figures columns={6}>
      {figures.map(({ key, counted, value, part, ...more }) => (
        <Figure
          key={key}
          label={t(`conformance.figure.${key}`)}
          value={format.percent(value, 0)}
          counted={counted}
          onClick={part && (() => showCases(part))}
          {...more}
        />
      ))}
    </Figures>
  );
}
