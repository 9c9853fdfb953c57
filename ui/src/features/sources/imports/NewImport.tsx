import { Button, FileInput, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { done } from '@/kit/notices';
import { ErrorState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';

/** A file and a mapping; the mapping is checked before the file is sent. */
export function NewImport({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState('');
  const mappings = useQuery({ queryKey: ['import-mappings'], queryFn: () => answer(api.GET('/api/import-mappings')) });
  const start = useMutation({
    mutationFn: async (chosen: File) => {
      const prepared = await answer(
        api.POST('/api/workspaces/{workspace}/imports', {
          params: { path: { workspace } },
          body: { fileName: chosen.name, mapping },
        }),
      );
      return answer(
        api.PUT('/api/workspaces/{workspace}/imports/{id}/content', {
          params: { path: { workspace, id: prepared.id } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: chosen as unknown as string,
          bodySerializer: (body: unknown) => body as Blob,
        }),
      );
    },
    onSuccess: () => {
      done(t('sources.imports.started'));
      void queryClient.invalidateQueries({ queryKey: [workspace, 'imports'] });
      close();
    },
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('sources.imports.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (file) start.mutate(file);
        }}
      >
        <Stack gap={16}>
          <FileInput
            label={t('sources.imports.file')}
            description={t('sources.imports.fileText')}
            placeholder={t('sources.imports.choose')}
            accept=".csv,.gz,text/csv"
            required
            value={file}
            onChange={setFile}
          />
          <Select
            label={t('sources.imports.startFrom')}
            placeholder={t('sources.imports.chooseMapping')}
            data={(mappings.data ?? []).map((choice) => ({ value: choice.name, label: choice.title }))}
            onChange={(name) => setMapping(mappings.data?.find((choice) => choice.name === name)?.yaml ?? mapping)}
          />
          <Textarea
            label={t('sources.imports.mapping')}
            description={t('sources.imports.mappingText')}
            required
            autosize
            minRows={8}
            maxRows={20}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
            value={mapping}
            onChange={(event) => setMapping(event.currentTarget.value)}
          />
          {start.isError && <ErrorState error={start.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={file === null || mapping.trim() === ''} loading={start.isPending}>
              {t('sources.imports.start')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
