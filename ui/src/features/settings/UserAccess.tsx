import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { FormDialog } from '@/kit/FormDialog';
import { QueryView } from '@/kit/QueryView';
import { type Access, accessOf, type Role, withMembership } from './access.model';

const roles: readonly Role[] = ['administrator', 'editor', 'viewer'];

type FieldsProps = { value: Access; change: (value: Access) => void };

/** The role, and in which workspaces it holds. */
export function AccessFields({ value, change }: FieldsProps) {
  const { t } = useTranslation();
  const words = (role: Role) => ({ value: role, label: t(`settings.users.roles.${role}`) });
  const everywhere = value.role === 'administrator' || value.everywhere;
  return (
    <>
      <SegmentedControl
        aria-label={t('settings.users.where')}
        data={(['all', 'some'] as const).map((key) => ({ value: key, label: t(`settings.users.${key}`) }))}
        value={everywhere ? 'all' : 'some'}
        onChange={(next) =>
          change({ ...value, everywhere: next === 'all', role: next === 'some' ? 'viewer' : value.role })
        }
      />
      {everywhere ? (
        <Select
          label={t('settings.users.role')}
          allowDeselect={false}
          data={roles.map(words)}
          value={value.role}
          onChange={(role) => role && change({ ...value, role: role as Role })}
        />
      ) : (
        <Memberships value={value} change={change} />
      )}
    </>
  );
}

function Memberships({ value, change }: FieldsProps) {
  const { t } = useTranslation();
  const workspaces = useQuery({ queryKey: ['workspaces'], queryFn: () => answer(api.GET('/api/workspaces')) });
  const words = (['none', 'editor', 'viewer'] as const).map((key) => ({
    value: key,
    label: key === 'none' ? t('settings.users.none') : t(`settings.users.roles.${key}`),
  }));
  return (
    <QueryView query={workspaces}>
      {(list) => (
        <Stack gap={8}>
          <Text size="sm" c="dimmed">
            {t('settings.users.someText')}
          </Text>
          {list.map((workspace) => (
            <Group key={workspace.id} justify="space-between" gap={8}>
              <Text size="sm">{workspace.name}</Text>
              <Select
                aria-label={t('settings.users.roleIn', { name: workspace.name })}
                w={160}
                allowDeselect={false}
                data={words}
                value={value.memberships.find((one) => one.workspace === workspace.id)?.role ?? 'none'}
                onChange={(role) => role && change(withMembership(value, workspace.id, role as 'editor'))}
              />
            </Group>
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

/** Changes what a user may do where; it holds at once. */
export function AccessDialog({ user, close }: { user: Schemas['User']; close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [value, setValue] = useState<Access>(accessOf(user));
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/users/{id}/access', { params: { path: { id: user.id } }, body: value })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['users'] });
      close();
    },
  });
  return (
    <FormDialog
      title={t('settings.users.accessOf', { name: user.name })}
      action={t('common.save')}
      busy={save.isPending}
      error={save.error}
      submit={() => save.mutate()}
      close={close}
    >
      <AccessFields value={value} change={setValue} />
    </FormDialog>
  );
}
