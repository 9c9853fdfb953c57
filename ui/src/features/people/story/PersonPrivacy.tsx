import { Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core';
import { IconDownload, IconShieldLock, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';

/** What a person may ask for: a copy of everything, and to be forgotten. */
export function PersonPrivacy({ person }: { person: Schemas['PersonDetail'] }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [erasing, setErasing] = useState(false);
  if (!useMay('edit')) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconShieldLock size={16} stroke={1.6} />}>
            {t('privacy.person.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={`/api/workspaces/${workspace}/people/${person.id}/export`}
            leftSection={<IconDownload size={16} stroke={1.6} />}
          >
            {t('privacy.person.export')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={() => setErasing(true)}>
            {t('privacy.person.erase')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {erasing && <Erase person={person} close={() => setErasing(false)} />}
    </>
  );
}

function Erase({ person, close }: { person: Schemas['PersonDetail']; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/people/{id}/erasure', { params: { path: { workspace, id: person.id } } }),
      ),
    onSuccess: () => {
      done(t('privacy.person.begun'));
      queryClient.removeQueries({ queryKey: [workspace, 'person', person.id] });
      void queryClient.invalidateQueries({ queryKey: [workspace, 'erasures'] });
      void go('settings/privacy');
    },
    onError: failed,
  });
  return (
    <Modal opened onClose={close} title={t('privacy.person.eraseTitle', { name: person.label })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate();
        }}
      >
        <Text size="sm">{t('privacy.person.eraseText')}</Text>
        <TextInput
          mt={16}
          label={t('privacy.person.eraseType')}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt={24} gap={8}>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red.9"
            loading={erase.isPending}
            disabled={typed.trim() !== t('privacy.person.eraseWord')}
          >
            {t('privacy.person.eraseAction')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
