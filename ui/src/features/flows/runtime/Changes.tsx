import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNames } from '../builder/useNames';
import type { FlowDefinition } from '../model/flow.model';
import { stepWords } from '../model/words.model';
import { titleOf } from '../simulate/walk.model';
import { type Change, diffFlows } from './diff.model';
import css from './Runtime.module.css';
import { valueWords } from './values.model';

type Versions = { before: FlowDefinition; after: FlowDefinition };

/** Every difference of two versions, with what was and what is. */
export function Changes(versions: Versions) {
  const { t } = useTranslation();
  const changes = diffFlows(versions.before, versions.after);
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
          <Words change={change} {...versions} />
        </li>
      ))}
    </ul>
  );
}

function keyOf(change: Change): string {
  if (change.kind === 'flow') return `flow:${change.field}`;
  return `${change.kind}:${change.kind === 'changed' ? change.after.id : change.step.id}`;
}

function Words({ change, before, after }: Versions & { change: Change }) {
  const { t } = useTranslation();
  const names = useNames();
  if (change.kind === 'flow') {
    return (
      <>
        <strong>{t(`flowruns.versions.flowField.${change.field}`)}</strong>
        {change.fields.map((field) => (
          <Field
            key={field}
            field={field}
            label={change.fields.length > 1 || change.field === 'entry'}
            was={partOf(before, change.field, field)}
            is={partOf(after, change.field, field)}
            before={before}
            after={after}
          />
        ))}
      </>
    );
  }
  if (change.kind !== 'changed') {
    const definition = change.kind === 'added' ? after : before;
    return (
      <>
        <strong>{titleOf(t, definition, change.step.id)}</strong> {stepWords(t, names, change.step)}
      </>
    );
  }
  return (
    <>
      <strong>{titleOf(t, after, change.after.id)}</strong>
      {change.fields.map((field) => (
        <Field
          key={field}
          field={field}
          label
          was={change.before[field as keyof typeof change.before]}
          is={change.after[field as keyof typeof change.after]}
          before={before}
          after={after}
        />
      ))}
    </>
  );
}

function partOf(definition: FlowDefinition, part: string, field: string): unknown {
  const of = (part === 'entry' ? definition.entry : definition) as unknown as Record<string, unknown>;
  return of[field];
}

type FieldProps = Versions & { field: string; label: boolean; was: unknown; is: unknown };

function Field({ field, label, was, is, before, after }: FieldProps) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <span className={css.change}>
      {label && <>{t(`flowruns.versions.field.${field}`)}: </>}
      <del>{valueWords(t, names, before, field, was)}</del> → <ins>{valueWords(t, names, after, field, is)}</ins>
    </span>
  );
}
