import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { useWorkspaceId } from '@/kit/workspace';
import { ConsentBasis } from './ConsentBasis';

/** Shows on what a source's consent rests; a click changes it. */
export function ChangeConsent({ source }: { source: Schemas['Source'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [consent, setConsent] = useState(source.consent);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/workspaces/{workspace}/sources/{id}', {
          params: { path: { workspace, id: source.id } },
          body: { consent },
        }),
      ),
    onSuccess: () => {
      setOpen(false);
      done(t('consent.basis.changed', { name: source.name }));
      void queryClient.invalidateQueries({ queryKey: [workspace, 'sources'] });
    },
    onError: failed,
  });
  const may = useMay('edit');
  const basis = t(`consent.basis.short.${source.consent}`);
  const title = t('consent.basis.change', { name: source.name });
  if (!may) return <>{basis}</>;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={`${basis}: ${title}`}
        onClick={() => setOpen(true)}
      >
        {basis}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={title}>
        <Stack gap={16}>
          <ConsentBasis value={consent} change={setConsent} />
          <Group justify="flex-end">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
