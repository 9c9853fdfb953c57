import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { For } from '@/kit/may';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from '../SettingsTabs';
import { ErasedPeople } from './ErasedPeople';
import { Limits } from './Limits';

export function PrivacyPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const settings = useQuery({
    queryKey: [workspace, 'privacy'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/privacy', { params: { path: { workspace } } })),
  });
  return (
    <Page title={t('common.nav.settings')} sentence={t('privacy.sentence')}>
      <SettingsTabs />
      <For access="edit">
        <QueryView query={settings}>
          {(saved) => (
            <Stack gap={16}>
              <Limits saved={saved} />
              <ErasedPeople settings={saved} />
            </Stack>
          )}
        </QueryView>
      </For>
    </Page>
  );
}
