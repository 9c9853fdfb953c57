import { Button, Skeleton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { useCases } from '../conformance/useCases';
import { type Conformance, headlines } from '../model/live.model';
import { useConformance } from '../queries';
import { DeviationsDrawer } from './DeviationsDrawer';
import css from './Ribbon.module.css';
import { deviationWords, effectWords } from './words';

type Props = {
  map: string;
  scope: Scope;
  /** Changes when something that is measured changes. */
  model: string;
  /** Whether everything is saved and there is a model to compare with. */
  ready: boolean;
  comparable: boolean;
};

/** How well observed journeys fit the map, and where they leave it, in words. */
export const Ribbon = memo(function Ribbon({ map, scope, model, ready, comparable }: Props) {
  const { t } = useTranslation();
  const query = useConformance(map, scope, model, ready);
  if (!comparable) return <NoModel compact />;
  if (query.isPending) return <Skeleton className={css.waiting} radius={8} />;
  if (query.isError && query.data === undefined) {
    const problem = asProblem(query.error);
    return (
      <div className={css.ribbon} role="alert">
        <span className={css.hint}>
          {t('maps.conformance.failed')} {problem.detail}
        </span>
        <Button size="compact-sm" variant="default" onClick={() => query.refetch()}>
          {t('common.tryAgain')}
        </Button>
      </div>
    );
  }
  const { data } = query;
  if (data === undefined || data.cases === 0) return <NoModel />;
  return <Figures map={map} conformance={data} scope={scope} stale={query.isPlaceholderData} />;
});

function NoModel({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={css.ribbon} data-compact={compact || undefined}>
      <span className={css.hint}>{t('maps.conformance.none')}</span>
    </div>
  );
}

type FiguresProps = { map: string; conformance: Conformance; scope: Scope; stale: boolean };

function Figures({ map, conformance, scope, stale }: FiguresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState<string | null>(null);
  const showCases = useCases(map, scope);
  const { fitness, stepCoverage, eventCoverage, conformanceRate, deviations, cases } = conformance;
  const figures = [
    {
      key: 'fitness',
      part: 'deviating',
      counted: 'mapFitness',
      value: format.percent(fitness, 0),
      note: t('maps.conformance.cases', { count: cases, shown: format.number(cases) }),
    },
    {
      key: 'coverage',
      part: 'beyond',
      counted: 'mapCoverage',
      value: format.percent(stepCoverage, 0),
      note: t('maps.conformance.events', { share: format.percent(eventCoverage, 0) }),
    },
    {
      key: 'rate',
      part: 'fitting',
      counted: 'mapRate',
      value: format.percent(conformanceRate.value, 0),
      note: `${format.percent(conformanceRate.low)} – ${format.percent(conformanceRate.high)}`,
    },
  ] as const;
  return (
    <section className={css.ribbon} aria-label={t('maps.conformance.title')} data-stale={stale || undefined}>
      {figures.map(({ key, counted, value, note, part }) => (
        <div key={key} className={css.figure}>
          <span className={css.label}>
            {t(`maps.conformance.${key}`)} <HowCounted topic={counted} />
          </span>
          <button
            type="button"
            className={css.value}
            aria-label={`${t(`maps.conformance.${key}`)} ${value}: ${t('common.seePeople')}`}
            onClick={() => showCases(part)}
          >
            {value}
          </button>
          <span className={css.note}>{note}</span>
        </div>
      ))}
      <ul className={css.deviations}>
        {headlines(deviations).map((deviation) => (
          <li key={deviation.id}>
            <button type="button" className={css.deviation} onClick={() => setOpened(deviation.id)}>
              <strong>{deviationWords(t, format, deviation)}</strong>
              <span>{effectWords(t, format, deviation)}</span>
            </button>
          </li>
        ))}
        {deviations.length === 0 && <li className={css.hint}>{t('maps.conformance.perfect')}</li>}
      </ul>
      {deviations.length > 0 && (
        <Button
          classNames={{ root: css.all ?? '', label: css.allWords ?? '' }}
          variant="subtle"
          size="compact-sm"
          rightSection={<IconChevronRight size={14} />}
          onClick={() => setOpened('')}
        >
          {t('maps.conformance.all', { count: deviations.length })}
        </Button>
      )}
      <DeviationsDrawer
        map={map}
        conformance={conformance}
        scope={scope}
        opened={opened}
        close={() => setOpened(null)}
      />
    </section>
  );
}
