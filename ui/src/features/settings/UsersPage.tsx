import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { For, useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { Secret } from '@/kit/Secret';
import { ErrorState } from '@/kit/states';
import { SettingsTabs } from './SettingsTabs';

type Role = Schemas['Role'];
const roles: readonly Role[] = ['administrator', 'editor', 'viewer'];

export function UsersPage() {
  const { t } = useTranslation();
  const may = useMay('administer');
  const [adding, setAdding] = useState(false);
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
                    cell: (user) => t(`settings.users.roles.${user.role}`),
                  },
                  {
                    key: 'state',
                    header: t('settings.users.state'),
                    cell: (user) =>
                      user.mustChangePassword ? t('settings.users.oneTime') : t('settings.users.active'),
                  },
                ]}
              />
            </Section>
          )}
        </QueryView>
      </For>
      {adding && <NewUser close={() => setAdding(false)} />}
    </Page>
  );
}

function NewUser({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const create = useMutation({
    mutationFn: () => answer(api.POST('/api/users', { body: { email: email.trim(), name: name.trim(), role } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('settings.users.new')}
      closeOnClickOutside={create.data === undefined}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {create.data ? (
        <Stack gap={16}>
          <Secret
            label={t('settings.users.password')}
            value={create.data.oneTimePassword}
            warning={t('settings.users.passwordText', { name: create.data.name })}
          />
          <Group justify="flex-end">
            <Button onClick={close}>{t('common.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack gap={16}>
            <TextInput
              label={t('common.name')}
              required
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('common.login.email')}
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label={t('settings.users.role')}
              data={roles.map((value) => ({ value, label: t(`settings.users.roles.${value}`) }))}
              value={role}
              onChange={(next) => next && setRole(next as Role)}
            />
            {create.isError && <ErrorState error={create.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t('common.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
