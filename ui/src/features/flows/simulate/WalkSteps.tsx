import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import type { FlowDefinition } from '../model/flow.model';
import css from './Simulate.module.css';
import { causeWords, tellsCause, type Walk, type WalkStep, walkWords } from './walk.model';

export function WalkSteps({ walk, definition }: { walk: Walk; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useNames();
  const { select } = useFlowActions();
  const told = walk.steps
    .map((step, at) => ({
      step,
      key: at,
      text: walkWords(t, names, definition, step, format.dateTime),
      why: tellsCause(step, walk.steps[at - 1]) ? causeWords(t, names, step.cause) : '',
    }))
    .filter(({ text }) => text !== '');
  return (
    <ol className={css.walk} aria-label={t('simulation.walkLabel')}>
      {told.map(({ step, key, text, why }) => (
        <li key={key} data-kind={step.kind}>
          <time dateTime={step.at}>{format.dateTime(step.at)}</time>
          <button type="button" onClick={() => select(step.step)}>
            {text}
          </button>
          {why !== '' && <span>{why}</span>}
          {step.message && <Message message={step.message} />}
        </li>
      ))}
    </ol>
  );
}

function Message({ message }: { message: NonNullable<WalkStep['message']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  return (
    <>
      {message.skipped && <span data-held>{t(`rules.notSent.${message.skipped}`)}</span>}
      {!message.skipped && message.until && (
        <span>{t('simulation.later', { until: format.dateTime(message.until) })}</span>
      )}
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>{t('simulation.read')}</summary>
        {opened && (
          <iframe
            className={css.frame}
            title={message.content.subject}
            sandbox=""
            srcDoc={message.content.html || message.content.text}
            referrerPolicy="no-referrer"
          />
        )}
      </details>
    </>
  );
}
