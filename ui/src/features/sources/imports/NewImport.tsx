import { FileInput, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { FormDialog } from '@/kit/FormDialog';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';

const accepted = '.csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.xlsx,.xes,.gz';

/** Sends the file first; what it means is said on its own page, with the file's columns in view. */
export function NewImport({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const go = useGo();
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: async (chosen: File) => {
      const prepared = await answer(
        api.POST('/api/workspaces/{workspace}/imports', {
          params: { path: { workspace } },
          body: { fileName: chosen.name },
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
    onSuccess: (run) => {
      void queryClient.invalidateQueries({ queryKey: [workspace, 'imports'] });
      go(`sources/imports/${run.id}`);
    },
  });
  return (
    <FormDialog
      title={t('imports.new')}
      action={t('imports.look')}
      busy={send.isPending}
      disabled={file === null}
      error={send.error}
      submit={() => {
        if (file) send.mutate(file);
      }}
      close={close}
    >
      <FileInput
        label={t('imports.file')}
        description={t('imports.fileText')}
        placeholder={t('imports.choose')}
        accept={accepted}
        required
        value={file}
        onChange={setFile}
      />
      <Text size="sm" c="dimmed">
        {t('imports.nothingYet')}
      </Text>
    </FormDialog>
  );
}
