import { Autocomplete, Button, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useObservedSchema } from '@/api/lists';
import { channelName } from '@/kit/channels';
import { useFormat } from '@/kit/format';
import { gistOf } from '@/kit/gist.model';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { ReportTabs } from '../ReportTabs';
import css from './Live.module.css';
import { joined, newest } from './live.model';

const pollEvery = 2000;

/** Asks only for what arrived since; TanStack Query stops while the tab is hidden. */
function useLiveEvents(event: string, running: boolean) {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const queryKey = [workspace, 'live', event];
  return useQuery({
    queryKey,
    refetchInterval: running ? pollEvery : false,
    queryFn: async () => {
      const kept = queryClient.getQueryData<Schemas['LiveEvent'][]>(queryKey) ?? [];
      const after = newest(kept);
      const query = { limit: 100, ...(after === undefined ? {} : { after }), ...(event === '' ? {} : { event }) };
      const arrived = await answer(
        api.GET('/api/workspaces/{workspace}/events', { params: { path: { workspace }, query } }),
      );
      return joined(kept, arrived);
    },
  });
}

export function LivePage() {
  const { t } = useTranslation();
  const [running, setRunning] = useState(true);
  const [text, setText] = useState('');
  const [event] = useDebouncedValue(text.trim(), 300);
  const events = useLiveEvents(event, running);
  const names = (useObservedSchema().data?.events ?? []).map((observed) => observed.name);
  const go = useGo();
  return (
    <Page
      title={t('common.report.live')}
      sentence={t('reports.about.live')}
      actions={
        <Button
          variant="default"
          leftSection={running ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          onClick={() => setRunning(!running)}
        >
          {t(running ? 'reports.live.pause' : 'reports.live.resume')}
        </Button>
      }
    >
      <ReportTabs />
      <Group mb={16}>
        <Autocomplete
          aria-label={t('reports.live.filter')}
          placeholder={t('reports.live.filter')}
          w={260}
          data={names}
          value={text}
          onChange={setText}
        />
      </Group>
      <QueryView
        query={events}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            title={t('reports.live.emptyTitle')}
            text={t('reports.live.emptyText')}
            action={<Button onClick={() => go('sources')}>{t('reports.overview.emptyAction')}</Button>}
          />
        }
      >
        {(list) => (
          <ol className={css.feed} aria-label={t('common.report.live')}>
            {list.map((live) => (
              <LiveRow key={live.sequence} event={live} />
            ))}
          </ol>
        )}
      </QueryView>
    </Page>
  );
}

function LiveRow({ event }: { event: Schemas['LiveEvent'] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <li className={css.row}>
      <time className={css.time} dateTime={event.time} title={format.dateTime(event.time)}>
        {format.shortDay(event.time)} {format.time(event.time)}
      </time>
      <span className={css.name}>{event.name}</span>
      <PathLink path={`people/${event.personId}`} className={css.person}>
        {event.person}
      </PathLink>
      <span className={css.gist}>
        {event.channel && `${channelName(event.channel, t, i18n.exists)} · `}
        {gistOf(event.properties)
          .map(([key, value]) => `${key}: ${value}`)
          .join(' · ')}
      </span>
    </li>
  );
}
