import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { type CompanySort, companyPath } from './companies.model';
import { NewCompany } from './NewCompany';

const pageSize = 100;

function useCompanies(search: string, sort: CompanySort) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'companies', 'list', search, sort],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/companies', {
          params: {
            path: { workspace },
            query: { limit: pageSize, offset: pageParam, sort, ...(search === '' ? {} : { search }) },
          },
        }),
      ),
    getNextPageParam: (last, all) => (all.length * pageSize < last.total ? all.length * pageSize : undefined),
  });
}

export function CompaniesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const [sort, setSort] = useState<CompanySort>('lastSeen');
  const [creating, setCreating] = useState(false);
  const may = useMay('edit');
  const companies = useCompanies(search, sort);
  const first = companies.data?.pages[0];
  return (
    <Page
      title={t('companies.title')}
      sentence={t('companies.sentence')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('companies.new')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <Group gap={8} mb={16}>
        <TextInput
          aria-label={t('companies.search')}
          placeholder={t('companies.search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          w={{ base: '100%', xs: 320 }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {first && (
          <Text size="sm" c="dimmed" role="status">
            {t('companies.total', {
              companies: format.number(first.total),
              members: format.number(first.members),
              people: format.number(first.people),
            })}
          </Text>
        )}
      </Group>
      <Content companies={companies} searching={search !== ''} sort={sort} onSort={setSort} />
      {creating && <NewCompany close={() => setCreating(false)} />}
    </Page>
  );
}

type ContentProps = {
  companies: ReturnType<typeof useCompanies>;
  searching: boolean;
  sort: CompanySort;
  onSort: (sort: CompanySort) => void;
};

function Content({ companies, searching, sort, onSort }: ContentProps) {
  const { t } = useTranslation();
  const go = useGo();
  const columns = useColumns();
  if (companies.isPending) return <LoadingState rows={10} height={36} />;
  if (companies.isError) return <ErrorState error={companies.error} retry={() => companies.refetch()} />;
  const rows = companies.data.pages.flatMap((page) => page.companies);
  if (rows.length === 0) {
    return searching ? (
      <EmptyState title={t('companies.noneFoundTitle')} text={t('companies.noneFoundText')} />
    ) : (
      <EmptyState
        title={t('companies.emptyTitle')}
        text={t('companies.emptyText')}
        example={t('companies.example')}
        action={<Button onClick={() => go('sources')}>{t('people.emptyAction')}</Button>}
      />
    );
  }
  return (
    <Section title={t('companies.title')} counted="companies" flush>
      <DataTable
        label={t('companies.title')}
        rows={rows}
        rowKey={(company) => company.id}
        sort={{ key: sort, ascending: sort === 'name', onSort: (key) => onSort(key as CompanySort) }}
        columns={columns}
      />
      {companies.hasNextPage && (
        <Button
          variant="default"
          m={16}
          loading={companies.isFetchingNextPage}
          onClick={() => companies.fetchNextPage()}
        >
          {t('companies.more')}
        </Button>
      )}
    </Section>
  );
}

function useColumns(): Column<Schemas['CompanySummary']>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      header: t('companies.column.name'),
      sortable: true,
      cell: (company) => <PathLink path={companyPath(company.id)}>{company.label}</PathLink>,
    },
    {
      key: 'people',
      header: t('common.nav.people'),
      figure: true,
      sortable: true,
      cell: (company) => format.number(company.people),
    },
    {
      key: 'value',
      header: t('people.column.value'),
      figure: true,
      sortable: true,
      cell: (company) => (company.revenue ? format.money(company.revenue) : '–'),
    },
    {
      key: 'events',
      header: t('people.column.events'),
      figure: true,
      sortable: true,
      cell: (company) => format.number(company.events),
    },
    {
      key: 'lastSeen',
      header: t('people.column.lastSeen'),
      figure: true,
      sortable: true,
      cell: (company) => (company.lastSeen ? format.day(company.lastSeen) : '–'),
    },
  ];
}
