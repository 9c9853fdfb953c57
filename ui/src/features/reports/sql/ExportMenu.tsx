import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { failed } from '@/kit/notices';
import { fileNameOf, saveFile } from '@/kit/report/files';
import { useWorkspaceId } from '@/kit/workspace';

const formats = ['csv', 'xlsx', 'parquet'] as const;

/** The whole answer as a file, however many rows it has. */
export function ExportMenu({ sql }: { sql: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const download = useMutation({
    mutationFn: async (format: (typeof formats)[number]) => {
      const { data, error, response } = await api.POST('/api/workspaces/{workspace}/sql/export', {
        params: { path: { workspace } },
        body: { sql, format },
        parseAs: 'blob',
      });
      if (!response.ok) throw problemFrom(response.status, error);
      saveFile(data as unknown as Blob, fileNameOf(response.headers.get('Content-Disposition'), `sql.${format}`));
    },
    onError: failed,
  });
  return (
    <Menu position="bottom-start" shadow="md" width={220} trapFocus returnFocus>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={download.isPending}
          disabled={sql.trim() === ''}
        >
          {t('sql.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => download.mutate(format)}>
            {t(`sql.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
