import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SourceTabs } from '../SourceTabs';
import { NewFeed } from './NewFeed';

type Feed = Schemas['Feed'];
const colours: Record<Feed['outcome'], string> = { none: 'gray', read: 'accent', unchanged: 'gray', failed: 'red' };

/** Feeds of mentions and reviews, with how the last look went. */
export function FeedsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const feeds = useQuery({
    queryKey: [workspace, 'feeds'],
    refetchInterval: 20_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/feeds', { params: { path: { workspace } } })),
  });
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('feeds.new')}
    </Button>
  );
  return (
    <Page title={t('feeds.title')} sentence={t('feeds.sentence')} actions={add}>
      <SourceTabs />
      <QueryView
        query={feeds}
        isEmpty={(list) => list.length === 0}
        empty={<EmptyState title={t('feeds.emptyTitle')} text={t('feeds.emptyText')} action={add} />}
      >
        {(list) => (
          <Stack gap={16}>
            {list.map((feed) => (
              <FeedCard key={feed.id} feed={feed} />
            ))}
          </Stack>
        )}
      </QueryView>
      {adding && <NewFeed close={() => setAdding(false)} />}
    </Page>
  );
}

function FeedCard({ feed }: { feed: Feed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const may = useMay('edit');
  const path = { workspace, id: feed.id };
  const done = () => queryClient.invalidateQueries({ queryKey: [workspace, 'feeds'] });
  const fetchNow = useMutation({
    mutationFn: () => answer(api.POST('/api/workspaces/{workspace}/feeds/{id}/fetch', { params: { path } })),
    onSuccess: done,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/workspaces/{workspace}/feeds/{id}', { params: { path } })),
    onSuccess: done,
    onError: failed,
  });
  return (
    <Section
      title={feed.name}
      actions={
        <Badge variant="light" color={colours[feed.outcome]} tt="none" fw={500}>
          {t(`feeds.outcomes.${feed.outcome}`)}
        </Badge>
      }
    >
      <Stack gap={8}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`feeds.about.${feed.about}`)} · <code>{feed.url}</code>
        </Text>
        <Text size="sm" role="status">
          {t('feeds.state', {
            items: format.number(feed.items),
            last: feed.fetchedAt ? format.dateTime(feed.fetchedAt) : '–',
            next: format.dateTime(feed.nextAt),
          })}
        </Text>
        {feed.error !== '' && (
          <Text size="sm" c="var(--bad)">
            {feed.error}
          </Text>
        )}
        {may && (
          <Group gap={8}>
            <Button size="xs" variant="default" loading={fetchNow.isPending} onClick={() => fetchNow.mutate()}>
              {t('feeds.fetch')}
            </Button>
            <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('feeds.remove')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
