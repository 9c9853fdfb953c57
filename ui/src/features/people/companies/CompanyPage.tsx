import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Confirm } from '@/kit/Confirm';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspace, useWorkspaceId } from '@/kit/workspace';
import css from '../story/Story.module.css';
import { StoryDay } from '../story/StoryDay';
import { storyOf } from '../story/story.model';
import { CompanyProfile } from './CompanyProfile';
import { entriesOf } from './companies.model';

function useCompany(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'companies', id],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspace}/companies/{id}', { params: { path: { workspace, id } } })),
  });
}

function useTimeline(id: string) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'companies', id, 'timeline'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/companies/{id}/timeline', {
          params: {
            path: { workspace, id },
            query: { limit: 100, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => last.before,
  });
}

export function CompanyPage() {
  const { t } = useTranslation();
  const { company: id = '' } = useParams({ strict: false }) as { company?: string };
  const company = useCompany(id);
  const may = useMay('edit');
  return (
    <Page
      title={company.data?.label ?? t('companies.one')}
      above={<PathLink path="people/companies">{t('companies.title')}</PathLink>}
      sentence={t('companies.pageSentence')}
      actions={company.data && may && <Removal id={id} label={company.data.label} />}
    >
      <QueryView query={company}>
        {(data) => (
          <Stack gap={16}>
            <Summary company={data} />
            <div className={css.columns}>
              <Story id={id} />
              <CompanyProfile company={data} />
            </div>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

/** Deletes the company; its people stay. */
function Removal({ id, label }: { id: string; label: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const go = useGo();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/workspaces/{workspace}/companies/{id}', { params: { path: { workspace, id } } })),
    onSuccess: () => {
      done(t('companies.deleted', { name: label }));
      go('people/companies');
      queryClient.removeQueries({ queryKey: [workspace, 'companies', id] });
      void queryClient.invalidateQueries({ queryKey: [workspace] });
    },
    onError: failed,
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('companies.delete')}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={t('companies.deleteTitle', { name: label })}
        text={t('companies.deleteText')}
        action={t('companies.delete')}
        busy={remove.isPending}
        confirm={() => remove.mutate()}
      />
    </>
  );
}

function Summary({ company }: { company: Schemas['CompanyDetail'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Figures columns={5}>
      <Figure label={t('common.nav.people')} value={format.number(company.people)} counted="companies" />
      <Figure label={t('people.column.value')} value={format.money(company.revenue)} counted="revenue" />
      <Figure label={t('common.figure.sessions')} value={format.number(company.sessions)} counted="sessions" />
      <Figure label={t('people.column.firstSeen')} value={company.firstSeen ? format.day(company.firstSeen) : '–'} />
      <Figure label={t('people.column.lastSeen')} value={company.lastSeen ? format.day(company.lastSeen) : '–'} />
    </Figures>
  );
}

function Story({ id }: { id: string }) {
  const { t } = useTranslation();
  const { timeZone } = useWorkspace();
  const timeline = useTimeline(id);
  if (timeline.isPending) return <LoadingState rows={8} height={44} />;
  if (timeline.isError) return <ErrorState error={timeline.error} retry={() => timeline.refetch()} />;
  const days = storyOf(entriesOf(timeline.data.pages.flatMap((page) => page.entries)), timeZone);
  return (
    <Section title={t('people.story.timeline')}>
      {days.length === 0 && <EmptyState title={t('people.story.emptyTitle')} text={t('companies.noStory')} />}
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
