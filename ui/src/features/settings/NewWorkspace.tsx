import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { ErrorState } from '@/kit/states';
import { useWorkspace } from '@/kit/workspace';
import { idFrom } from './settings.model';

export function NewWorkspace({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { timeZone, currency } = useWorkspace();
  return (
    <Modal opened onClose={close} title={t('settings.workspace.new')}>
      <NewWorkspaceForm timeZone={timeZone} currency={currency} created={close} />
    </Modal>
  );
}

type FormProps = { timeZone: string; currency: string; created?: () => void };

/** Also the very first step of a new installation, where no workspace is open yet. */
export function NewWorkspaceForm({ timeZone, currency, created }: FormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const id = ownId ?? idFrom(name);
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces', {
          body: { id, name: name.trim(), timeZone, currency },
        }),
      ),
    onSuccess: async (workspace) => {
      await queryClient.invalidateQueries({ queryKey: ['session'] });
      created?.();
      void navigate({ to: '/w/$workspace', params: { workspace: workspace.id } });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack gap={16}>
        <TextInput
          label={t('common.name')}
          placeholder="Bottega dei Colori"
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('settings.workspace.id')}
          description={t('settings.workspace.idText')}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,39}"
          value={id}
          onChange={(event) => setOwnId(event.currentTarget.value)}
        />
        {create.isError && <ErrorState error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('common.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
