import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import type { FlowCounts } from '../model/flow.model';
import css from './FlowEditor.module.css';

export function FlowFigures({ counts }: { counts: FlowCounts | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className={css.figures} aria-label={t('flows.figures.label')}>
      {(['entered', 'active', 'goals', 'exited', ...(counts?.heldOut ? (['heldOut'] as const) : [])] as const).map(
        (key) => (
          <div key={key}>
            <dt>
              {t(`flows.figures.${key}`)} {key === 'goals' && <HowCounted topic="goals" />}
            </dt>
            <dd>{counts === undefined ? '–' : format.number(counts[key])}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
