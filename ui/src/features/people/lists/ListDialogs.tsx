import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/kit/FormDialog';
import { PasteDialog } from '@/kit/PasteDialog';
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
    <FormDialog
      title={t(list ? 'lists.change' : 'lists.new')}
      action={t('common.save')}
      busy={save.isPending}
      disabled={name.trim() === ''}
      error={save.error}
      submit={() => save.mutate()}
      close={close}
    >
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
    </FormDialog>
  );
}

/** Puts people on a list by what they are known by, typed or from a file. */
export function AddPeople({ list, close }: { list: PersonList; close: () => void }) {
  const { t } = useTranslation();
  const add = useAddToList();
  return (
    <PasteDialog
      title={t('lists.addTo', { name: list.name })}
      text={t('lists.addText')}
      label={t('lists.names')}
      separator={/[\n,;]+/}
      action={t('lists.add')}
      busy={add.isPending}
      add={(people) => add.mutate({ list: list.id, who: { people } }, { onSuccess: close })}
      close={close}
      otherWay={
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
      }
    />
  );
}
