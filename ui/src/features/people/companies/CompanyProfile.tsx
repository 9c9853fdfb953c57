import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { StageBadge } from '@/kit/StageBadge';
import { useWorkspaceId } from '@/kit/workspace';
import css from '../story/Profile.module.css';
import { propertyRows } from '../story/story.model';
import { TraitChanges } from '../story/TraitHistory';

const pageSize = 50;

/** What the company is: its traits, its people, and the stages they are in. */
export function CompanyProfile({ company }: { company: Schemas['CompanyDetail'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [history, setHistory] = useState(false);
  const known: [string, string][] = [[t('companies.id'), company.id]];
  if (company.type !== '') known.push([t('companies.type'), company.type]);
  return (
    <Stack gap={16}>
      <Section
        title={t('identity.traits')}
        actions={
          company.history.length > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={() => setHistory(true)}>
              {t('identity.history')}
            </Button>
          )
        }
      >
        <dl className={css.rows}>
          {[...known, ...propertyRows(company.traits)].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {history && <TraitChanges list={company.history} close={() => setHistory(false)} />}
      </Section>
      {company.stages.length > 0 && (
        <Section title={t('companies.stages')} counted="stages">
          <dl className={css.rows}>
            {company.stages.map(({ stage, people }) => (
              <div key={stage}>
                <dt>
                  <StageBadge stage={stage} />
                </dt>
                <dd>{format.number(people)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <People id={company.id} />
    </Stack>
  );
}

function People({ id }: { id: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const people = useInfiniteQuery({
    queryKey: [workspace, 'companies', id, 'people'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/companies/{id}/people', {
          params: { path: { workspace, id }, query: { limit: pageSize, offset: pageParam } },
        }),
      ),
    getNextPageParam: (last, all) => (all.length * pageSize < last.total ? all.length * pageSize : undefined),
  });
  return (
    <Section title={t('common.nav.people')}>
      <QueryView query={people}>
        {(data) => (
          <>
            <ul className={css.plain}>
              {data.pages
                .flatMap((page) => page.people)
                .map((person) => (
                  <li key={person.id}>
                    <PathLink path={`people/${person.id}`}>{person.label}</PathLink>
                  </li>
                ))}
            </ul>
            {people.hasNextPage && (
              <Button size="compact-sm" variant="subtle" onClick={() => people.fetchNextPage()}>
                {t('companies.morePeople')}
              </Button>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}
