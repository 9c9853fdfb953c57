import { Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { asProblem } from '@/api/problem';
import { ErrorState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';

const accepted = '.json,.xlsx,.csv,.tsv,.txt,.mmd,.mermaid,.md,.xml,.cjml';
const mostBytes = 4 << 20;

/** What a map is called whose file has no title. */
const nameOf = (file: File) => file.name.replace(/(\.cjml)?\.[^.]*$/, '').slice(0, 120) || 'Map';

function useImport() {
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST('/api/workspaces/{workspace}/maps/import', {
          params: { path: { workspace }, query: { name: nameOf(file) } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: file as unknown as string,
          bodySerializer: (body: unknown) => body as Blob,
        }),
      ),
    onSettled: () =>
      Promise.all(
        ['maps', 'personas', 'touchpoints'].map((list) => client.invalidateQueries({ queryKey: [workspace, list] })),
      ),
  });
}

/** A new map of a file. What the file lacks or the map changed is said before the map is opened. */
export function ImportDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [file, setFile] = useState<File | null>(null);
  const send = useImport();
  const open = (imported: Schemas['ImportedMap']) => go(`maps/${imported.map.id}`);
  const tooLarge = file !== null && file.size > mostBytes;
  return (
    <Modal opened onClose={close} title={t('mapexchange.import.title')}>
      {send.data ? (
        <Stack gap={16}>
          <Text>{t('mapexchange.import.done', { name: send.data.map.name })}</Text>
          <List size="sm" spacing={4}>
            {send.data.notes.map((note) => (
              <List.Item key={note.text}>{note.text}</List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button data-autofocus onClick={() => open(send.data)}>
              {t('mapexchange.import.openMap')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!file || tooLarge) return;
            send.mutate(file, { onSuccess: (imported) => imported.notes.length === 0 && open(imported) });
          }}
        >
          <Stack gap={16}>
            <FileInput
              label={t('mapexchange.import.file')}
              description={t('mapexchange.import.text')}
              placeholder={t('mapexchange.import.choose')}
              accept={accepted}
              required
              value={file}
              error={tooLarge ? t('mapexchange.import.tooLarge') : undefined}
              onChange={(chosen) => {
                send.reset();
                setFile(chosen);
              }}
            />
            {send.isError && <Wrong error={send.error} />}
            <Group justify="flex-end">
              <Button type="submit" disabled={file === null || tooLarge} loading={send.isPending}>
                {t('mapexchange.import.make')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/** Every fault of the file with its place; what is no fault of the file as everywhere. */
function Wrong({ error }: { error: Error }) {
  const { t } = useTranslation();
  const { fields } = asProblem(error);
  if (fields.length === 0) return <ErrorState error={error} />;
  return (
    <div role="alert">
      <Text fw={600} size="sm">
        {t('mapexchange.import.wrong')}
      </Text>
      <List size="sm" spacing={4} mt={4}>
        {fields.map(({ field, message }) => (
          <List.Item key={`${field} ${message}`}>
            {field !== '/file' && <code>{field}</code>} {message}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
