import { Button, Collapse, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { Page, Section } from '@/kit/Page';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Refused.module.css';
import { SourceTabs } from './SourceTabs';

const pageSize = 50;

/** Dead letters: what was refused, why, and what would have been right. */
export function RefusedPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('sources.refused.title')} sentence={t('sources.refused.sentence')}>
      <SourceTabs />
      <Content />
    </Page>
  );
}

function Content() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const letters = useInfiniteQuery({
    queryKey: [workspace, 'dead-letters'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/dead-letters', {
          params: {
            path: { workspace },
            query: { limit: pageSize, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.sequence),
  });
  const sources = useQuery({
    queryKey: [workspace, 'sources'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sources', { params: { path: { workspace } } })),
  });
  if (letters.isPending) return <LoadingState />;
  if (letters.isError) return <ErrorState error={letters.error} retry={() => letters.refetch()} />;
  const rows = letters.data.pages.flat();
  if (rows.length === 0) {
    return <EmptyState title={t('sources.refused.emptyTitle')} text={t('sources.refused.emptyText')} />;
  }
  const names = new Map((sources.data ?? []).map((source) => [source.id, source.name]));
  return (
    <Section title={t('sources.refused.title')}>
      <ul className={css.list}>
        {rows.map((letter) => (
          <Letter key={letter.sequence} letter={letter} source={names.get(letter.sourceId) ?? letter.sourceId} />
        ))}
      </ul>
      {letters.hasNextPage && (
        <Button variant="default" mt={16} loading={letters.isFetchingNextPage} onClick={() => letters.fetchNextPage()}>
          {t('common.people.more')}
        </Button>
      )}
    </Section>
  );
}

function Letter({ letter, source }: { letter: Schemas['DeadLetter']; source: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  return (
    <li className={css.letter}>
      <UnstyledButton className={css.head} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={css.reason}>{letter.reason}</span>
        <Text size="xs" c="dimmed">
          {format.dateTime(letter.receivedAt)} · {source} · <code>{letter.code}</code> ·{' '}
          {t(opened ? 'sources.refused.hide' : 'sources.refused.show')}
        </Text>
      </UnstyledButton>
      <Collapse expanded={opened}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre className={css.payload} tabIndex={0}>
          {letter.payload}
        </pre>
      </Collapse>
    </li>
  );
}
