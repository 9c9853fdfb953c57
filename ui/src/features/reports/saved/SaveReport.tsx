import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useMay } from '@/kit/may';
import { NameDialog } from '@/kit/NameDialog';
import { done } from '@/kit/notices';
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
  const save = useMutation({
    /** Over the open one without a name. */
    mutationFn: (name: string | null) => {
      const over = name === null;
      const body = { name: name ?? saved?.name ?? '', kind, request };
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
  const may = useMay('edit');
  if (!may) return null;
  return (
    <>
      {saved && (
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate(null)}>
          {t('common.save')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconDeviceFloppy size={16} />} onClick={() => setOpened(true)}>
        {t('reports.save.open')}
      </Button>
      {opened && (
        <NameDialog
          title={t('reports.save.title')}
          placeholder={t('reports.save.example')}
          save={(name) => save.mutate(name)}
          busy={save.isPending}
          error={save.error}
          close={() => setOpened(false)}
        />
      )}
    </>
  );
}
