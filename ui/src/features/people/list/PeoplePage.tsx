import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useSegments } from '@/api/lists';
import { SegmentSelect } from '@/kit/filter/SegmentSelect';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Page } from '@/kit/Page';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { ListControls } from './ListControls';
import { type ListChoice, linkOf, parametersOf, rememberChoice, rememberedChoice } from './list.model';
import { PeopleList } from './PeopleList';

const pageSize = 100;

function usePeople(parameters: ReturnType<typeof parametersOf>) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'people', 'list', parameters],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/people', {
          params: {
            path: { workspace },
            query: { limit: pageSize, ...parameters, ...(pageParam === undefined ? {} : { after: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.next,
  });
}

export function PeoplePage() {
  const { t } = useTranslation();
  const { filter, change } = useFilter();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const [choice, setChoice] = useState(rememberedChoice);
  const [wanted] = useDebouncedValue(choice, 200);
  const workspace = useWorkspaceId();
  const parameters = parametersOf(wanted, search, filter.segment);
  const people = usePeople(parameters);
  const segments = useSegments();
  const name = segments.data?.find((segment) => segment.id === filter.segment)?.name;
  return (
    <Page title={name ?? t('people.title')} sentence={t('people.sentence')}>
      <PeopleTabs />
      <Group gap={8} mb={16}>
        <TextInput
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          w={{ base: '100%', xs: 320 }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentSelect value={filter.segment} onChange={(segment) => change({ segment: segment ?? undefined })} />
        <Total total={people.data?.pages[0]?.total} />
      </Group>
      <ListControls
        choice={choice}
        link={linkOf(workspace, parameters)}
        change={(next) => {
          rememberChoice(next);
          setChoice(next);
        }}
      />
      <Content people={people} choice={choice} searching={Object.keys(parameters).length > 0} />
    </Page>
  );
}

function Total({ total }: { total: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (total === undefined) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {t('common.people.count', { count: total, shown: format.number(total) })}
    </Text>
  );
}

type ContentProps = { people: ReturnType<typeof usePeople>; choice: ListChoice; searching: boolean };

function Content({ people, choice, searching }: ContentProps) {
  const { t } = useTranslation();
  const go = useGo();
  if (people.isPending) return <LoadingState rows={10} height={48} />;
  if (people.isError) return <ErrorState error={people.error} retry={() => people.refetch()} />;
  const rows = people.data.pages.flatMap((page) => page.people);
  const total = people.data.pages[0]?.total ?? 0;
  if (rows.length === 0) {
    return searching ? (
      <EmptyState title={t('people.noneFoundTitle')} text={t('people.noneFoundText')} />
    ) : (
      <EmptyState
        title={t('people.emptyTitle')}
        text={t('people.emptyText')}
        action={<Button onClick={() => go('sources')}>{t('people.emptyAction')}</Button>}
      />
    );
  }
  const more = () => {
    if (people.hasNextPage && !people.isFetchingNextPage) void people.fetchNextPage();
  };
  return <PeopleList rows={rows} total={total} more={more} choice={choice} />;
}
