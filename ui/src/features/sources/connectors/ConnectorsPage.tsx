import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { For, useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SourceTabs } from '../SourceTabs';
import { ConnectorCard } from './ConnectorCard';
import { NewConnector } from './NewConnector';

/** Receivers of other programs' webhooks and what came to them. */
export function ConnectorsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const may = useMay('edit');
  const connectors = useQuery({
    queryKey: [workspace, 'connectors'],
    // Addresses and secrets are for those who may change them.
    enabled: may,
    refetchInterval: 10_000,
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/connectors', { params: { path: { workspace } } })),
  });
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('connectors.new')}
    </Button>
  );
  return (
    <Page title={t('connectors.title')} sentence={t('connectors.sentence')} actions={add}>
      <SourceTabs />
      <For access="edit">
        <QueryView
          query={connectors}
          isEmpty={(list) => list.length === 0}
          empty={
            <EmptyState
              title={t('connectors.emptyTitle')}
              text={t('connectors.emptyText')}
              example={t('connectors.example')}
              action={add}
            />
          }
        >
          {(list) => (
            <Stack gap={16}>
              {list.map((connector) => (
                <ConnectorCard key={connector.id} connector={connector} />
              ))}
            </Stack>
          )}
        </QueryView>
      </For>
      {adding && <NewConnector close={() => setAdding(false)} />}
    </Page>
  );
}
