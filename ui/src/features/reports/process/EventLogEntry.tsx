import { Menu } from '@mantine/core';
import { IconFileTypeXml } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import type { AskedReport } from '@/kit/report/exportReport';
import { fileNameOf, saveFile } from '@/kit/report/files';
import { useWorkspaceId } from '@/kit/workspace';

/** Entry in the menu of process maps: the cases behind the map, for other programs of process mining. */
export function EventLogEntry({ report }: { report: AskedReport }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const may = useMay('edit');
  const download = useMutation({
    mutationFn: async () => {
      const { data, error, response } = await api.POST('/api/workspaces/{workspace}/reports/process/log', {
        params: { path: { workspace } },
        body: report.request as Schemas['ProcessRequest'],
        parseAs: 'blob',
      });
      if (!response.ok) throw problemFrom(response.status, error);
      saveFile(data as unknown as Blob, fileNameOf(response.headers.get('Content-Disposition'), 'journeys.xes'));
    },
    onSuccess: () => done(t('actions.downloaded')),
    onError: failed,
  });
  if (!may) return null;
  return (
    <Menu.Item leftSection={<IconFileTypeXml size={18} stroke={1.6} />} onClick={() => download.mutate()}>
      {t('process.eventLog')}
    </Menu.Item>
  );
}
