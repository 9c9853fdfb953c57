import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { StageBadge } from '@/kit/StageBadge';
import { useWorkspaceId } from '@/kit/workspace';
import { PersonPrivacy } from './PersonPrivacy';
import { Profile } from './Profile';
import { Story } from './Story';
import css from './Story.module.css';
import { WhyButton } from './WhyDrawer';

function usePerson(id: string) {
  const workspace = useWorkspaceId();
  return useQuery({
    queryKey: [workspace, 'person', id],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/people/{id}', { params: { path: { workspace, id } } })),
  });
}

export function PersonPage() {
  const { t } = useTranslation();
  const { person: id = '' } = useParams({ strict: false }) as { person?: string };
  const workspace = useWorkspaceId();
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
            <WhyButton person={person.data.id} />
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
              <Story
                queryKey={[workspace, 'person', id, 'timeline']}
                load={(query) =>
                  answer(
                    api.GET('/api/workspaces/{workspace}/people/{id}/timeline', {
                      params: { path: { workspace, id }, query },
                    }),
                  )
                }
                entries={(part) => part.entries}
                empty={t('people.story.emptyText')}
              />
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
