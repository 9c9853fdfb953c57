import { Alert, Button, Collapse, Group, Text, Textarea, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import css from './Refused.module.css';
import { type Filter, readable } from './refused.model';
import { useDelete, useRefresh, useSources } from './useRefused';

type DeadLetter = Schemas['DeadLetter'];
const pageSize = 50;

/** The refused events one by one, newest first. */
export function Letters({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const sources = useSources();
  const letters = useInfiniteQuery({
    queryKey: [workspace, 'dead-letters', 'list', filter],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/dead-letters', {
          params: {
            path: { workspace },
            query: { ...filter, limit: pageSize, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.sequence),
  });
  const names = new Map((sources.data ?? []).map((source) => [source.id, source.name]));
  return (
    <Section title={t('collect.events')}>
      <QueryView query={letters}>
        {(data) => (
          <>
            <ul className={css.list} aria-label={t('collect.events')}>
              {data.pages.flat().map((letter) => (
                <Letter key={letter.sequence} letter={letter} source={names.get(letter.sourceId) ?? letter.sourceId} />
              ))}
            </ul>
            {letters.hasNextPage && (
              <Button
                variant="default"
                mt={16}
                loading={letters.isFetchingNextPage}
                onClick={() => letters.fetchNextPage()}
              >
                {t('common.people.more')}
              </Button>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}

function Letter({ letter, source }: { letter: DeadLetter; source: string }) {
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
      <Collapse expanded={opened}>{opened && <Editor letter={letter} />}</Collapse>
    </li>
  );
}

/** The payload, to be put right and tried again. */
function Editor({ letter }: { letter: DeadLetter }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const refresh = useRefresh();
  const [payload, setPayload] = useState(() => readable(letter.payload));
  const remove = useDelete(() => {});
  const retry = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/dead-letters/{sequence}/retry', {
          params: { path: { workspace, sequence: letter.sequence } },
          body: { payload },
        }),
      ),
    onSuccess: ({ taken }) => {
      if (taken === 0) return;
      done(t('collect.repair.taken', { count: taken }));
      refresh();
    },
    onError: failed,
  });
  const canRetry = letter.form !== undefined;
  return (
    <>
      <Textarea
        mt={8}
        label={t('collect.letter.payload')}
        autosize
        minRows={3}
        maxRows={20}
        readOnly={!canRetry}
        classNames={{ input: css.payload }}
        value={payload}
        onChange={(event) => setPayload(event.currentTarget.value)}
      />
      {!canRetry && (
        <Text size="sm" c="dimmed" mt={8}>
          {t('collect.letter.final')}
        </Text>
      )}
      {retry.data?.taken === 0 && (
        <Alert color="warm" variant="light" mt={8}>
          {t('collect.letter.still', { reason: retry.data.reason ?? '' })}
        </Alert>
      )}
      <Group mt={8} gap={8}>
        {canRetry && (
          <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('collect.letter.retry')}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          onClick={() => remove.mutate({ sequences: [letter.sequence] })}
        >
          {t('collect.delete.open')}
        </Button>
      </Group>
    </>
  );
}
