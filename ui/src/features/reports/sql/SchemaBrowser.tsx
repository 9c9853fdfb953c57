import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from './Sql.module.css';
import { typeName } from './sql.model';

type Props = { views: readonly Schemas['SqlView'][]; onInsert: (name: string) => void };

/** The views and their columns; a click writes the name into the question. */
export function SchemaBrowser({ views, onInsert }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={css.schema} aria-label={t('sql.schema')}>
      {views.map((view) => (
        <details key={view.name} open={view.name === 'events'}>
          <summary>
            <code>{view.name}</code>
          </summary>
          <Text size="xs" c="dimmed" mb={4}>
            {t(`sql.view.${view.name}`)}
          </Text>
          <ul>
            {view.columns.map((column) => (
              <li key={column.name}>
                <UnstyledButton className={css.column} onClick={() => onInsert(column.name)}>
                  <code>{column.name}</code>
                  <span className={css.type}>{typeName(column.type)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}
