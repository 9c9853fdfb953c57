import { Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type Problem } from '@/api/problem';
import css from './states.module.css';

type EmptyProps = { title: string; text: string; example?: ReactNode; action?: ReactNode; icon?: ReactNode };

/** Teaches: what would be here, one example, one button. */
export function EmptyState({ title, text, example, action, icon }: EmptyProps) {
  return (
    <div className={css.state}>
      <div className={css.headline}>
        {icon}
        <Title order={2} size="h3">
          {title}
        </Title>
      </div>
      <Text size="sm">{text}</Text>
      {example && <div className={css.example}>{example}</div>}
      {action}
    </div>
  );
}

export function LoadingState({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  const places = Array.from({ length: rows }, (_, place) => `row-${place}`);
  return (
    <Stack gap={8} aria-busy="true" role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {places.map((place) => (
        <Skeleton key={place} height={height} radius={8} />
      ))}
    </Stack>
  );
}

function headline(problem: Problem, t: (key: string) => string): string {
  if (problem.unreachable) return t('common.error.unreachable');
  if (problem.title !== '') return problem.title;
  if (problem.status === 403) return t('common.error.forbidden');
  if (problem.status === 404) return t('common.error.missing');
  return t('common.error.unexpected');
}

/** A JSON pointer as a person reads it: `/steps/0/event` is "step 1, event". */
function placeOf(pointer: string, name: (part: string) => string): string {
  return pointer
    .split('/')
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? ` ${Number(part) + 1}` : `, ${name(part)}`))
    .join('')
    .replace(/^, /, '');
}

type ErrorProps = { error: unknown; retry?: (() => void) | undefined; action?: ReactNode };

/** Says what happened, what was kept, and what to do. */
export function ErrorState({ error, retry, action }: ErrorProps) {
  const { t, i18n } = useTranslation();
  const fieldName = (part: string) => (i18n.exists(`common.field.${part}`) ? t(`common.field.${part}`) : part);
  const problem = asProblem(error);
  // A single fault is told by the detail already; where it lies shows in the words.
  const saysFields = problem.fields.length > 1 || (problem.fields.length === 1 && !problem.detail);
  return (
    <div className={`${css.state} ${css.error}`} role="alert">
      <div className={css.headline}>
        <IconAlertTriangle size={20} color="var(--bad)" aria-hidden />
        <Title order={2} size="h3">
          {headline(problem, t)}
        </Title>
      </div>
      {problem.detail && !saysFields && (
        <Text size="sm" className={css.detail ?? ''}>
          {problem.detail}
        </Text>
      )}
      {problem.unreachable && <Text size="sm">{t('common.error.unreachableHelp')}</Text>}
      {saysFields && (
        <ul className={css.fields}>
          {problem.fields.map((field) => (
            <li key={`${field.field}:${field.message}`}>
              {field.field !== '' && <strong>{placeOf(field.field, fieldName)}: </strong>}
              {field.message} {field.expected}
            </li>
          ))}
        </ul>
      )}
      {problem.kept && (
        <Group gap={4} className={css.kept}>
          <IconCheck size={16} aria-hidden />
          {problem.kept}
        </Group>
      )}
      <Group gap={8}>
        {retry && (
          <Button onClick={retry} variant="default">
            {t('common.tryAgain')}
          </Button>
        )}
        {action}
      </Group>
    </div>
  );
}
