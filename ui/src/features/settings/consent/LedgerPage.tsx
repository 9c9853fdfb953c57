import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { ConsentTabs } from './ConsentTabs';
import { origins, type Purpose, purposes } from './consent.model';

type Filter = { purpose?: Purpose; origin?: Schemas['ConsentOrigin']; granted?: boolean; receipt?: string };

/** Every statement about consent, with what proves it. */
export function LedgerPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const [filter, setFilter] = useState<Filter>({});
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''));
  const ledger = useInfiniteQuery({
    queryKey: [workspace, 'consent', 'ledger', given],
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: Schemas['ConsentLedgerPage']) => page.before,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/consent/ledger', {
          params: {
            path: { workspace },
            query: { ...given, limit: 100, ...(pageParam !== undefined && { before: pageParam }) },
          },
        }),
      ),
  });
  const search = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const rows = ledger.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page
      title={t('consent.ledger.title')}
      sentence={t('consent.ledger.sentence')}
      actions={
        may && (
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} />}
            href={`/api/workspaces/${workspace}/consent/ledger.csv?${search}`}
          >
            CSV
          </Button>
        )
      }
    >
      <SettingsTabs />
      <ConsentTabs />
      <Stack gap={16}>
        <Filters filter={filter} change={setFilter} />
        {ledger.isPending && <LoadingState />}
        {ledger.isError && <ErrorState error={ledger.error} />}
        {ledger.isSuccess && rows.length === 0 && (
          <EmptyState title={t('consent.ledger.emptyTitle')} text={t('consent.ledger.emptyText')} />
        )}
        {rows.length > 0 && <Entries rows={rows} />}
        {ledger.hasNextPage && (
          <Button variant="default" loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            {t('consent.ledger.more')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}

function Filters({ filter, change }: { filter: Filter; change: (filter: Filter) => void }) {
  const { t } = useTranslation();
  return (
    <Group gap={12} align="flex-end">
      <Select
        label={t('consent.person.purpose')}
        clearable
        w={180}
        data={purposes.map((value) => ({ value, label: t(`people.story.purpose.${value}`) }))}
        value={filter.purpose ?? null}
        onChange={(purpose) => change({ ...filter, ...{ purpose: (purpose ?? undefined) as Purpose } })}
      />
      <Select
        label={t('consent.person.where')}
        clearable
        w={180}
        data={origins.map((value) => ({ value, label: t(`consent.origin.${value}`) }))}
        value={filter.origin ?? null}
        onChange={(origin) => change({ ...filter, ...{ origin: (origin ?? undefined) as Schemas['ConsentOrigin'] } })}
      />
      <Select
        label={t('consent.ledger.statement')}
        clearable
        w={150}
        data={[
          { value: 'true', label: t('consent.person.granted') },
          { value: 'false', label: t('consent.person.refused') },
        ]}
        value={filter.granted === undefined ? null : String(filter.granted)}
        onChange={(granted) => {
          const { granted: _before, ...rest } = filter;
          change(granted === null ? rest : { ...rest, granted: granted === 'true' });
        }}
      />
      <TextInput
        label={t('consent.ledger.receipt')}
        w={220}
        value={filter.receipt ?? ''}
        onChange={(event) => change({ ...filter, receipt: event.currentTarget.value.trim() })}
      />
    </Group>
  );
}

function Entries({ rows }: { rows: Schemas['ConsentLedgerEntry'][] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('consent.ledger.statements')} flush>
      <DataTable
        label={t('consent.ledger.statements')}
        rows={rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: 'at', header: t('consent.person.at'), cell: ({ consent }) => format.dateTime(consent.at) },
          {
            key: 'who',
            header: t('consent.ledger.who'),
            cell: ({ person }) =>
              person === undefined ? (
                t('consent.ledger.nobody')
              ) : (
                <PathLink path={`people/${person}`}>{person}</PathLink>
              ),
          },
          {
            key: 'purpose',
            header: t('consent.person.purpose'),
            cell: ({ consent }) => t(`people.story.purpose.${consent.purpose}`),
          },
          {
            key: 'granted',
            header: t('consent.ledger.statement'),
            cell: ({ consent }) => t(consent.granted ? 'consent.person.granted' : 'consent.person.refused'),
          },
          {
            key: 'origin',
            header: t('consent.person.where'),
            cell: ({ consent }) => t(`consent.origin.${consent.proof.origin}`),
          },
          { key: 'proof', header: t('consent.ledger.proof'), cell: ({ consent }) => <Proof proof={consent.proof} /> },
        ]}
      />
    </Section>
  );
}

function Proof({ proof }: { proof: Schemas['ConsentProof'] }) {
  const { t } = useTranslation();
  const parts = [
    proof.textVersion === undefined
      ? ''
      : t('consent.person.words', { version: proof.textVersion, language: proof.language }),
    proof.textHash.slice(0, 8),
    proof.network,
    proof.device,
    proof.note,
  ];
  return <span title={proof.textHash || undefined}>{parts.filter((part) => part !== '').join(' · ') || '–'}</span>;
}
