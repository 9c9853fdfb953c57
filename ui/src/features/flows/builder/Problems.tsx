import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { entryId, type FlowDefinition, type FlowProblem, stepOf } from '../model/flow.model';
import css from './FlowEditor.module.css';
import { useFlowActions } from './useFlowEditing';

type Props = { problems: readonly FlowProblem[]; definition: FlowDefinition; publishable: boolean };

/** What keeps the flow from being published; a click leads to the step. */
export function Problems({ problems, definition, publishable }: Props) {
  const { t } = useTranslation();
  const { select } = useFlowActions();
  if (problems.length === 0) {
    return publishable ? (
      <span className={css.ready}>
        <IconCircleCheck size={16} aria-hidden /> {t('flows.problems.none')}
      </span>
    ) : null;
  }
  return (
    <details className={css.problems} open>
      <summary>{t('flows.problems.title', { count: problems.length })}</summary>
      <ul>
        {problems.map((problem) => {
          const step = stepOf(definition, problem.step ?? null);
          const name = step ? (step.name ?? t(`flows.type.${step.type}`)) : t('flows.problems.whole');
          return (
            <li key={`${problem.step}:${problem.code}:${problem.message}`}>
              <button type="button" className={css.problem} onClick={() => select(step?.id ?? entryId)}>
                <strong>{name}:</strong> {problem.message}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
