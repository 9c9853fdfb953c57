import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useFormat } from '../format';
import { useMay } from '../may';
import { EmptyState, ErrorState, LoadingState } from '../states';
import { useGo } from '../useGo';
import { useWorkspaceId } from '../workspace';
import type { PeopleRequest } from './PeopleDrawer';
import { PersonRow } from './PersonRow';
import { segmentOf } from './people.model';

const pageSize = 50;

function usePeopleBehind({ query }: PeopleRequest) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'people-behind', query],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answer(
        api.POST('/api/workspaces/{workspace}/reports/people', {
          params: { path: { workspace } },
          body: { ...query, offset: pageParam, limit: pageSize },
        }),
      ),
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((sum, page) => sum + page.people.length, 0);
      return last.people.length > 0 && seen < last.total ? seen : undefined;
    },
  });
}

export function PeopleDrawerContent({ request, close }: { request: PeopleRequest; close: () => void }) {
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={480}
      title={
        <Text fw={620} size="md">
          {request.title}
        </Text>
      }
    >
      <Body request={request} close={close} />
    </Drawer>
  );
}

function Body({ request, close }: { request: PeopleRequest; close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const go = useGo();
  const may = useMay('edit');
  const query = usePeopleBehind(request);
  if (query.isPending) return <LoadingState rows={8} height={44} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => query.refetch()} />;
  const total = query.data.pages[0]?.total ?? 0;
  const people = query.data.pages.flatMap((page) => page.people);
  if (total === 0) return <EmptyState title={t('common.people.none')} text={t('common.people.noneText')} />;
  const proposal = segmentOf(request.query, request.similar);
  return (
    <Stack gap={12}>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('common.people.count', { count: total, shown: format.number(total) })}
        </Text>
        {proposal && may && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconUsersGroup size={16} />}
            title={proposal.exact ? undefined : t('common.people.similarText')}
            onClick={() => {
              close();
              go('people/segments/new', { condition: proposal.condition, name: request.title });
            }}
          >
            {t(proposal.exact ? 'common.people.makeSegment' : 'common.people.makeSimilar')}
          </Button>
        )}
      </Group>
      <div>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} onOpen={close} />
        ))}
      </div>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('common.people.more')}
        </Button>
      )}
    </Stack>
  );
}
