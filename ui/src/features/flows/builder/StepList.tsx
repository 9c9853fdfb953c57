import { IconPlus } from '@tabler/icons-react';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { StepCard } from '../canvas/StepCard';
import {
  entryId,
  type FlowCounts,
  type FlowDefinition,
  type FlowProblem,
  type FlowStep,
  type Slot,
  slotsOf,
  stepOf,
} from '../model/flow.model';
import { listOf } from '../model/list.model';
import { entryWords, slotWords, stepWords } from '../model/words.model';
import css from './StepList.module.css';
import { useFlowActions } from './useFlowEditing';
import { useNames } from './useNames';

type Props = {
  definition: FlowDefinition;
  counts: FlowCounts | undefined;
  problems: readonly FlowProblem[];
  selected: string | null;
};

/** The flow as a list, for small screens: steps in the order in which people meet them, branches indented. */
export function StepList({ definition, counts, problems, selected }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const list = useMemo(() => listOf(definition), [definition]);
  const wrong = new Set(problems.map((problem) => problem.step));
  return (
    <ol className={css.list} aria-label={t('flows.canvas.showStep')}>
      <li>
        <StepCard
          id={entryId}
          type="entry"
          title={t('flows.type.entry')}
          words={entryWords(t, names, definition.entry)}
          selected={selected === entryId}
          wrong={wrong.has(entryId)}
          counts={undefined}
        />
        <Plus from={entryId} step={undefined} slot="next" />
      </li>
      {list.map(({ step, depth, via }) => {
        const way = slotWords(t, stepOf(definition, via.from), via.slot);
        return (
          <li key={step.id} style={{ marginLeft: Math.min(depth, 4) * 16 }}>
            {way !== '' && <span className={css.way}>{way}</span>}
            <StepCard
              id={step.id}
              type={step.type}
              title={step.name ?? t(`flows.type.${step.type}`)}
              words={stepWords(t, names, step)}
              selected={selected === step.id}
              wrong={wrong.has(step.id)}
              counts={counts?.steps.find((one) => one.step === step.id)}
            />
            {slotsOf(step).map((slot) => (
              <Fragment key={slot}>
                <Plus from={step.id} step={step} slot={slot} />
              </Fragment>
            ))}
          </li>
        );
      })}
    </ol>
  );
}

function Plus({ from, step, slot }: { from: string; step: FlowStep | undefined; slot: Slot }) {
  const { t } = useTranslation();
  const { startAdding } = useFlowActions();
  const may = useMay('edit');
  const way = slotWords(t, step, slot);
  const name = step === undefined ? t('flows.type.entry') : (step.name ?? t(`flows.type.${step.type}`));
  if (!may) return null;
  return (
    <button
      type="button"
      className={css.plus}
      aria-label={way === '' ? t('flows.canvas.add', { step: name }) : t('flows.canvas.addWay', { step: name, way })}
      onClick={(event) => startAdding({ from, slot }, event.currentTarget)}
    >
      <IconPlus size={14} aria-hidden /> {way}
    </button>
  );
}
