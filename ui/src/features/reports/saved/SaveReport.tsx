import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import type { ReportKind } from './useDefinition';

type Props = { kind: ReportKind; request: Record<string, unknown>; saved: Schemas['SavedReport'] | null };

/** Saves under a name, or over the report that is open. */
export function SaveReport({ kind, request, saved }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: (over: boolean) => {
      const body = { name: over && saved ? saved.name : name.trim(), kind, request };
      return over && saved
        ? answer(
            api.PUT('/api/workspaces/{workspace}/saved-reports/{id}', {
              params: { path: { workspace, id: saved.id } },
              body,
            }),
          )
        : answer(api.POST('/api/workspaces/{workspace}/saved-reports', { params: { path: { workspace } }, body }));
    },
    onSuccess: async (report) => {
      setOpened(false);
      done(t('reports.save.done', { name: report.name }));
      await queryClient.invalidateQueries({ queryKey: [workspace, 'saved-reports'] });
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => ({ ...before, q: undefined, report: report.id })) as never,
        replace: true,
      });
    },
  });
  return (
    <>
      {saved && (
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate(true)}>
          {t('common.save')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconDeviceFloppy size={16} />} onClick={() => setOpened(true)}>
        {t('reports.save.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('reports.save.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(false);
          }}
        >
          <TextInput
            label={t('common.name')}
            placeholder={t('reports.save.example')}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {save.isError && <ErrorState error={save.error} />}
          <Group justify="flex-end" mt={16}>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
