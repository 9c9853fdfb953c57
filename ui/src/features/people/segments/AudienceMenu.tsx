import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { done, failed } from '@/kit/notices';
import { fileNameOf, saveFile } from '@/kit/report/files';
import { useWorkspaceId } from '@/kit/workspace';

const destinations = ['google', 'meta', 'tiktok'] as const;

/** The segment as a list that advertising programs take. */
export function AudienceMenu({ segment }: { segment: string }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const download = useMutation({
    mutationFn: async (destination: (typeof destinations)[number]) => {
      const { data, error, response } = await api.POST('/api/workspaces/{workspace}/segments/{id}/audience', {
        params: { path: { workspace, id: segment } },
        body: { destination },
        parseAs: 'blob',
      });
      if (!response.ok) throw problemFrom(response.status, error);
      saveFile(
        data as unknown as Blob,
        fileNameOf(response.headers.get('Content-Disposition'), `audience-${destination}.csv`),
      );
    },
    onSuccess: () => done(t('actions.downloaded')),
    onError: failed,
  });
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />} loading={download.isPending}>
          {t('audience.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('audience.text')}</Menu.Label>
        {destinations.map((destination) => (
          <Menu.Item key={destination} onClick={() => download.mutate(destination)}>
            {t(`audience.${destination}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
