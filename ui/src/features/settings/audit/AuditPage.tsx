import { Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { DayInputs, type Days } from '@/kit/DayInputs';
import { useFormat } from '@/kit/format';
import { For } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { wordsOf } from './audit.model';

type Entry = Schemas['AuditEntry'];
type Filter = { search?: string; from?: string; to?: string };

const pageSize = 100;

function useEntries(filter: Filter) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'audit', filter],
    initialPageParam: undefined as number | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/audit', {
          params: {
            path: { workspace },
            query: { limit: pageSize, ...filter, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.sequence),
  });
}

/** Days are read as they are in the browser's zone; the day named last is included. */
function filterOf(search: string, { from, to }: Days): Filter {
  const day = (text: string, later: number) => {
    const date = new Date(`${text}T00:00:00`);
    date.setDate(date.getDate() + later);
    return date.toISOString();
  };
  return {
    ...(search === '' ? {} : { search }),
    ...(from === '' ? {} : { from: day(from, 0) }),
    ...(to === '' ? {} : { to: day(to, 1) }),
  };
}

export function AuditPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [text, setText] = useState('');
  const [days, setDays] = useState<Days>({ from: '', to: '' });
  const [search] = useDebouncedValue(text.trim(), 200);
  const filter = filterOf(search, days);
  const query = new URLSearchParams(filter).toString();
  return (
    <Page title={t('common.nav.settings')} sentence={t('privacy.audit.sentence')}>
      <SettingsTabs />
      <For access="administer">
        <Group gap={8} mb={16} align="flex-end">
          <TextInput
            label={t('privacy.audit.search')}
            leftSection={<IconSearch size={16} stroke={1.6} />}
            w={{ base: '100%', xs: 320 }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <DayInputs
            value={days}
            labels={{ from: t('privacy.audit.from'), to: t('privacy.audit.to') }}
            onChange={setDays}
          />
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.6} />}
            href={`/api/workspaces/${workspace}/audit.csv${query === '' ? '' : `?${query}`}`}
          >
            {t('privacy.audit.csv')}
          </Button>
        </Group>
        <Entries filter={filter} />
      </For>
    </Page>
  );
}

function Entries({ filter }: { filter: Filter }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const entries = useEntries(filter);
  if (entries.isPending) return <LoadingState rows={10} height={40} />;
  if (entries.isError) return <ErrorState error={entries.error} retry={() => entries.refetch()} />;
  const rows = entries.data.pages.flat();
  if (rows.length === 0) {
    return <EmptyState title={t('privacy.audit.noneTitle')} text={t('privacy.audit.noneText')} />;
  }
  const columns: Column<Entry>[] = [
    { key: 'when', header: t('privacy.audit.when'), cell: (entry) => format.dateTime(entry.at) },
    {
      key: 'who',
      header: t('privacy.audit.who'),
      cell: (entry) => (entry.actor === 'Percorso' ? t('privacy.audit.system') : entry.actor),
    },
    { key: 'what', header: t('privacy.audit.what'), cell: (entry) => wordsOf(entry.action, t, i18n.exists) },
    { key: 'subject', header: t('privacy.audit.subject'), text: true, cell: (entry) => entry.subject },
  ];
  return (
    <>
      <Section title={t('privacy.audit.title')} flush>
        <DataTable
          label={t('privacy.audit.title')}
          rows={rows}
          rowKey={(entry) => String(entry.sequence)}
          columns={columns}
        />
      </Section>
      {entries.hasNextPage && (
        <Button mt={16} variant="default" loading={entries.isFetchingNextPage} onClick={() => entries.fetchNextPage()}>
          {t('privacy.audit.earlier')}
        </Button>
      )}
    </>
  );
}
