import { ActionIcon, Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { FormDialog } from '@/kit/FormDialog';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { PersonChoice } from '../story/PersonChoice';
import css from '../story/Profile.module.css';
import { useMembership } from './useMembership';

const pageSize = 50;

/** Who belongs to the company; who may edit puts people in and takes them out. */
export function CompanyMembers({ id }: { id: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const [adding, setAdding] = useState(false);
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
    <Section
      title={t('common.nav.people')}
      actions={
        may && (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t('companies.addPerson')}
          </Button>
        )
      }
    >
      <QueryView query={people}>
        {(data) => (
          <>
            <ul className={css.plain}>
              {data.pages
                .flatMap((page) => page.people)
                .map((person) => (
                  <li key={person.id}>
                    <Group gap={8} justify="space-between" wrap="nowrap">
                      <PathLink path={`people/${person.id}`}>{person.label}</PathLink>
                      {may && <TakeOut person={person.id} label={person.label} />}
                    </Group>
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
      {adding && <AddPerson id={id} close={() => setAdding(false)} />}
    </Section>
  );
}

function TakeOut({ person, label }: { person: string; label: string }) {
  const { t } = useTranslation();
  const set = useMembership();
  const leave = useMutation({ mutationFn: () => set(person, null), onError: failed });
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={t('companies.takeOut', { person: label })}
      loading={leave.isPending}
      onClick={() => leave.mutate()}
    >
      <IconX size={14} stroke={1.6} />
    </ActionIcon>
  );
}

function AddPerson({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const set = useMembership();
  const [person, setPerson] = useState('');
  const join = useMutation({ mutationFn: () => set(person, id), onSuccess: close });
  return (
    <FormDialog
      title={t('companies.addPerson')}
      action={t('companies.putIn')}
      busy={join.isPending}
      disabled={person === ''}
      error={join.error}
      submit={() => join.mutate()}
      close={close}
    >
      <PersonChoice chosen={person} choose={setPerson} />
    </FormDialog>
  );
}
