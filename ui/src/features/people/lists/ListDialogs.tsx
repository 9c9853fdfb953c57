import { Button, FileButton, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { createList, type PersonList, updateList, useAddToList } from './queries';

/** Makes a list, or changes what one is called and for. */
export function ListDialog({ list, close }: { list: PersonList | undefined; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const [name, setName] = useState(list?.name ?? '');
  const [description, setDescription] = useState(list?.description ?? '');
  const save = useMutation({
    mutationFn: () => {
      const text = description.trim();
      const body = text === '' ? { name: name.trim() } : { name: name.trim(), description: text };
      return list ? updateList(workspace, list.id, body) : createList(workspace, body);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [workspace, 'lists'] });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t(list ? 'lists.change' : 'lists.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap={16}>
          <TextInput
            label={t('common.name')}
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label={t('lists.description')}
            autosize
            maxLength={2000}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {save.isError && <ErrorState error={save.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Puts people on a list by what they are known by, typed or from a file. */
export function AddPeople({ list, close }: { list: PersonList; close: () => void }) {
  const { t } = useTranslation();
  const add = useAddToList();
  const [text, setText] = useState('');
  const names = text
    .split(/[\n,;]+/)
    .map((name) => name.trim())
    .filter(Boolean);
  return (
    <Modal
      opened
      onClose={close}
      title={t('lists.addTo', { name: list.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap={16}>
        <Text size="sm">{t('lists.addText')}</Text>
        <Textarea
          label={t('lists.names')}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="space-between" gap={8}>
          <FileButton
            accept=".csv,text/csv"
            onChange={(file) => file && add.mutate({ list: list.id, who: file }, { onSuccess: close })}
          >
            {(props) => (
              <Button variant="default" leftSection={<IconUpload size={16} />} loading={add.isPending} {...props}>
                {t('lists.file')}
              </Button>
            )}
          </FileButton>
          <Button
            disabled={names.length === 0}
            loading={add.isPending}
            onClick={() => add.mutate({ list: list.id, who: { people: names } }, { onSuccess: close })}
          >
            {t('lists.add')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
