import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ProcessGraph } from '../process/ProcessGraph';
import { type Arrow, partOf, rest } from '../process/process.model';
import { useActivityName } from '../process/useActivityName';
import type { OpenPart } from './SummaryView';
import { processOf, type Summary } from './summary.model';

type Props = { summary: Summary; people?: OpenPart };

/** What directly follows what. */
export function ProcessOfTable({ summary, people }: Props) {
  const { t } = useTranslation();
  const result = useMemo(() => processOf(summary), [summary]);
  const known = useActivityName(0);
  const name = useCallback((label: string) => (label === rest ? t('reports.paths.rest') : known(label)), [known, t]);
  const openArrow = (arrow: Arrow) => {
    const { label, toLabel } = partOf(arrow);
    people?.({ of: 'way', from: label, to: toLabel }, `${name(arrow.from)} → ${name(arrow.to)}`)?.();
  };
  const openActivity = (label: string) => people?.({ of: 'way', from: label }, name(label))?.();
  return (
    <ProcessGraph
      tile
      result={result}
      name={name}
      openArrow={people && openArrow}
      openActivity={people && openActivity}
    />
  );
}
