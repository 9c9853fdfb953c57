import { useTranslation } from 'react-i18next';
import { useStages } from '@/api/lists';
import css from './StageBadge.module.css';
import { stageName } from './stageName';

/** A stage in its hue, by the id or the name that the server gave. */
export function StageBadge({ stage }: { stage: string }) {
  const { t } = useTranslation();
  const stages = useStages();
  const known = stages.data?.stages.find((candidate) => candidate.id === stage || candidate.name === stage);
  return <HueBadge hue={known?.hue ?? 'neutral'} label={known ? stageName(known, t) : stage} />;
}

export function HueBadge({ hue, label }: { hue: string; label: string }) {
  return (
    <span className={css.badge} data-hue={hue}>
      {label}
    </span>
  );
}
