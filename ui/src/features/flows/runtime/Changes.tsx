import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../builder/useNames';
import type { FlowDefinition } from '../model/flow.model';
import { stepWords } from '../model/words.model';
import { titleOf } from '../simulate/walk.model';
import { type Change, diffFlows } from './diff.model';
import css from './Runtime.module.css';

/** Fields of steps that are called the same in words. */
const known = new Set(['next', 'otherwise', 'timeoutNext', 'body', 'subject', 'template', 'name', 'ways']);

export function Changes({ before, after }: { before: FlowDefinition; after: FlowDefinition }) {
  const { t } = useTranslation();
  const changes = diffFlows(before, after);
  if (changes.length === 0) {
    return (
      <Text size="sm" mt={8}>
        {t('flowruns.versions.same')}
      </Text>
    );
  }
  return (
    <ul className={css.changes} aria-label={t('flowruns.versions.changes')}>
      {changes.map((change) => (
        <li key={keyOf(change)} data-kind={change.kind}>
          <Words change={change} before={before} after={after} />
        </li>
      ))}
    </ul>
  );
}

function keyOf(change: Change): string {
  if (change.kind === 'flow') return `flow:${change.field}`;
  return `${change.kind}:${change.kind === 'changed' ? change.after.id : change.step.id}`;
}

function Words({ change, before, after }: { change: Change; before: FlowDefinition; after: FlowDefinition }) {
  const { t } = useTranslation();
  const names = useNames();
  if (change.kind === 'flow') return <>{t(`flowruns.versions.flowField.${change.field}`)}</>;
  if (change.kind !== 'changed') {
    const definition = change.kind === 'added' ? after : before;
    const text = stepWords(t, names, change.step);
    return (
      <>
        <strong>{titleOf(t, definition, change.step.id)}</strong> {text}
      </>
    );
  }
  const [was, is] = [stepWords(t, names, change.before), stepWords(t, names, change.after)];
  const parts = change.fields.filter((field) => known.has(field)).map((field) => t(`flowruns.versions.field.${field}`));
  return (
    <>
      <strong>{titleOf(t, after, change.after.id)}</strong> {parts.join(', ')}
      {was !== is && (
        <>
          <del>{was}</del>
          <ins>→ {is}</ins>
        </>
      )}
    </>
  );
}
