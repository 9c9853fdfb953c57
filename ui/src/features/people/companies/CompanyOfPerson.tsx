import { Autocomplete, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { FormDialog } from '@/kit/FormDialog';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useWorkspaceId } from '@/kit/workspace';
import { companyPath } from './companies.model';
import { useMembership } from './useMembership';

/** The company the person belongs to; who may edit puts the person into another one or takes it out. */
export function CompanyOfPerson({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const set = useMembership();
  const leave = useMutation({ mutationFn: () => set(person.id, null), onError: failed });
  const [choosing, setChoosing] = useState(false);
  const id = person.traits['group.id'];
  const name = person.traits['group.name'];
  const belongs = typeof id === 'string';
  if (!belongs && !may) return null;
  return (
    <Section
      title={t('companies.one')}
      counted="companies"
      actions={
        may && (
          <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
            {t(belongs ? 'companies.change' : 'companies.choose')}
          </Button>
        )
      }
    >
      {belongs ? (
        <Group gap={8} justify="space-between">
          <PathLink path={companyPath(id)}>{typeof name === 'string' ? name : id}</PathLink>
          {may && (
            <Button size="compact-sm" variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
              {t('companies.leave')}
            </Button>
          )}
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {t('companies.ofNone')}
        </Text>
      )}
      {choosing && <Choice person={person.id} close={() => setChoosing(false)} />}
    </Section>
  );
}

/** One of the companies, found by name or id, or one of a new id. */
function Choice({ person, close }: { person: string; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const set = useMembership();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: [workspace, 'companies', 'found', search],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/companies', {
          params: { path: { workspace }, query: { limit: 8, sort: 'name', ...(search === '' ? {} : { search }) } },
        }),
      ),
  });
  const companies = found.data?.companies ?? [];
  const join = useMutation({ mutationFn: () => set(person, text.trim()), onSuccess: close });
  return (
    <FormDialog
      title={t('companies.choose')}
      action={t('companies.putIn')}
      busy={join.isPending}
      disabled={text.trim() === ''}
      error={join.error}
      submit={() => join.mutate()}
      close={close}
    >
      <Autocomplete
        label={t('companies.search')}
        description={t('companies.chooseHelp')}
        data-autofocus
        data={companies.map((company) => company.id)}
        filter={({ options }) => options}
        renderOption={({ option }) => {
          const label = companies.find((company) => company.id === option.value)?.label ?? option.value;
          return label === option.value ? label : `${label} (${option.value})`;
        }}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}
