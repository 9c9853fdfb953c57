import { Button } from '@mantine/core';
import { type Icon, IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from './may';
import { Page } from './Page';
import { QueryView } from './QueryView';
import { EmptyState } from './states';

type Props<T> = {
  /** First part of the keys of its words: `title`, `sentence`, `new`, `none.title`, `none.text` and `none.action`. */
  words: string;
  icon: Icon;
  query: UseQueryResult<T[]>;
  /** Begins a new one. */
  start: () => void;
  busy?: boolean;
  /** Beside the button for a new one. */
  actions?: ReactNode;
  /** Above the list. */
  above: ReactNode;
  children: (list: T[]) => ReactNode;
};

/** A page that lists one kind of thing: a button for a new one, and what it is good for while there is none. */
export function ListPage<T>({ words, icon: Sign, query, start, busy = false, actions, above, children }: Props<T>) {
  const { t } = useTranslation();
  const may = useMay('edit');
  return (
    <Page
      title={t(`${words}.title`)}
      sentence={t(`${words}.sentence`)}
      actions={
        <>
          {actions}
          {may && (
            <Button leftSection={<IconPlus size={16} />} loading={busy} onClick={start}>
              {t(`${words}.new`)}
            </Button>
          )}
        </>
      }
    >
      {above}
      <QueryView
        query={query}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<Sign size={20} aria-hidden />}
            title={t(`${words}.none.title`)}
            text={t(`${words}.none.text`)}
            action={may && <Button onClick={start}>{t(`${words}.none.action`)}</Button>}
          />
        }
      >
        {children}
      </QueryView>
    </Page>
  );
}
