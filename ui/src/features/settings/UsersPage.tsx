import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useSession } from '@/api/session';
import { CreateDialog } from '@/kit/CreateDialog';
import { DataTable } from '@/kit/DataTable';
import { NameField } from '@/kit/edit/NameField';
import { For, useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { Secret } from '@/kit/Secret';
import { type Access, initialAccess } from './access.model';
import { SettingsTabs } from './SettingsTabs';
import { AccessDialog, AccessFields } from './UserAccess';

export function UsersPage() {
  const { t } = useTranslation();
  const may = useMay('administer');
  const own = useSession()?.user.id;
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Schemas['User'] | null>(null);
  const users = useQuery({ queryKey: ['users'], queryFn: () => answer(api.GET('/api/users')), enabled: may });
  return (
    <Page
      title={t('settings.title')}
      sentence={t('settings.users.sentence')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('settings.users.new')}
          </Button>
        )
      }
    >
      <SettingsTabs />
      <For access="administer">
        <QueryView query={users}>
          {(list) => (
            <Section title={t('settings.users.title')} flush>
              <DataTable
                label={t('settings.users.title')}
                rows={list}
                rowKey={(user) => user.id}
                columns={[
                  { key: 'name', header: t('common.name'), cell: (user) => user.name },
                  { key: 'email', header: t('common.login.email'), cell: (user) => user.email },
                  {
                    key: 'role',
                    header: t('settings.users.role'),
                    cell: (user) => <Reach user={user} />,
                  },
                  {
                    key: 'state',
                    header: t('settings.users.state'),
                    cell: (user) =>
                      user.mustChangePassword ? t('settings.users.oneTime') : t('settings.users.active'),
                  },
                  {
                    key: 'change',
                    header: '',
                    cell: (user) => (
                      <Group gap={4} justify="flex-end" wrap="nowrap">
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t('settings.users.accessOf', { name: user.name })}
                          onClick={() => setChanging(user)}
                        >
                          <IconPencil size={16} stroke={1.6} />
                        </ActionIcon>
                        {user.id !== own && <DeleteUser user={user} />}
                      </Group>
                    ),
                  },
                ]}
              />
            </Section>
          )}
        </QueryView>
      </For>
      {adding && <NewUser close={() => setAdding(false)} />}
      {changing && <AccessDialog user={changing} close={() => setChanging(null)} />}
    </Page>
  );
}

function DeleteUser({ user }: { user: Schemas['User'] }) {
  const { t } = useTranslation();
  return (
    <RemoveButton
      title={t('settings.users.delete', { name: user.name })}
      text={t('settings.users.deleteText', { email: user.email })}
      action={t('common.delete')}
      removed={t('settings.users.deleted', { name: user.name })}
      queryKey={['users']}
      remove={() => answer(api.DELETE('/api/users/{id}', { params: { path: { id: user.id } } }))}
    />
  );
}

/** The role everywhere, or that in each workspace. */
function Reach({ user }: { user: Schemas['User'] }) {
  const { t } = useTranslation();
  if (user.everywhere || user.role === 'administrator') {
    return `${t(`settings.users.roles.${user.role}`)}, ${t('settings.users.all')}`;
  }
  if (user.memberships.length === 0) return t('settings.users.nowhere');
  return user.memberships.map(({ workspace, role }) => `${workspace}: ${t(`settings.users.roles.${role}`)}`).join(', ');
}

function NewUser({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [access, setAccess] = useState<Access>(initialAccess);
  const create = useMutation({
    mutationFn: () => answer(api.POST('/api/users', { body: { email: email.trim(), name: name.trim(), ...access } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <CreateDialog
      title={t('settings.users.new')}
      create={create}
      close={close}
      made={(created) => (
        <Secret
          label={t('settings.users.password')}
          value={created.oneTimePassword}
          warning={t('settings.users.passwordText', { name: created.name })}
        />
      )}
    >
      <NameField value={name} longest={120} change={setName} />
      <TextInput
        label={t('common.login.email')}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <AccessFields value={access} change={setAccess} />
    </CreateDialog>
  );
}
