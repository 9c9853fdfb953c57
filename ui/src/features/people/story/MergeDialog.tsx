import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { PersonChoice } from './PersonChoice';

/** Finds the other person and makes one of both. */
export function MergeDialog({ person, close }: { person: Schemas['PersonDetail']; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [other, setOther] = useState('');
  const merge = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/people/{id}/merges', {
          params: { path: { workspace, id: person.id } },
          body: { other },
        }),
      ),
    onSuccess: () => {
      done(t('identity.merged'));
      void queryClient.invalidateQueries({ queryKey: [workspace] });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('identity.mergeTitle', { name: person.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          merge.mutate();
        }}
      >
        <Stack gap={16}>
          <Text size="sm">{t('identity.mergeText', { name: person.label })}</Text>
          <PersonChoice except={person.id} chosen={other} choose={setOther} />
          {merge.isError && <ErrorState error={merge.error} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={other === ''} loading={merge.isPending}>
              {t('identity.merge')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
