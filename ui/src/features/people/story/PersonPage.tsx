import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { StageBadge } from '@/kit/StageBadge';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useWorkspace, useWorkspaceId } from '@/kit/workspace';
import { PersonPrivacy } from './PersonPrivacy';
import { Profile } from './Profile';
import css from './Story.module.css';
import { StoryDay } from './StoryDay';
import { storyOf } from './story.model';

function usePerson(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'person', id],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/people/{id}', { params: { path: { workspace, id } } })),
  });
}

function useTimeline(id: string) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'person', id, 'timeline'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/timeline', {
          params: {
            path: { workspace, id },
            query: { limit: 100, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.before,
  });
}

export function PersonPage() {
  const { t } = useTranslation();
  const { person: id = '' } = useParams({ strict: false }) as { person?: string };
  const person = usePerson(id);
  return (
    <Page
      title={person.data?.label ?? t('people.story.title')}
      above={<PathLink path="people">{t('common.nav.people')}</PathLink>}
      sentence={t('people.story.sentence')}
      actions={
        person.data && (
          <>
            {person.data.stage && <StageBadge stage={person.data.stage} />}
            <PersonPrivacy person={person.data} />
          </>
        )
      }
    >
      <QueryView query={person}>
        {(data) => (
          <Stack gap={16}>
            <Summary person={data} />
            <div className={css.columns}>
              <Story id={id} />
              <Profile person={data} />
            </div>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function Summary({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Figures columns={5}>
      <Figure label={t('people.column.value')} value={format.money(person.revenue ?? 0)} counted="revenue" />
      <Figure label={t('common.figure.sessions')} value={format.number(person.sessions)} counted="sessions" />
      <Figure label={t('people.column.events')} value={format.number(person.events)} />
      <Figure label={t('people.column.firstSeen')} value={format.day(person.firstSeen)} />
      <Figure label={t('people.column.lastSeen')} value={format.day(person.lastSeen)} />
    </Figures>
  );
}

function Story({ id }: { id: string }) {
  const { t } = useTranslation();
  const { timeZone } = useWorkspace();
  const timeline = useTimeline(id);
  if (timeline.isPending) return <LoadingState rows={8} height={44} />;
  if (timeline.isError) return <ErrorState error={timeline.error} retry={() => timeline.refetch()} />;
  const days = storyOf(
    timeline.data.pages.flatMap((page) => page.entries),
    timeZone,
  );
  return (
    <Section title={t('people.story.timeline')}>
      {days.length === 0 && <EmptyState title={t('people.story.emptyTitle')} text={t('people.story.emptyText')} />}
      {days.map((day) => (
        <StoryDay key={day.day} day={day} />
      ))}
      {timeline.hasNextPage && (
        <Button
          variant="default"
          mt={16}
          loading={timeline.isFetchingNextPage}
          onClick={() => timeline.fetchNextPage()}
        >
          {t('people.story.earlier')}
        </Button>
      )}
    </Section>
  );
}
