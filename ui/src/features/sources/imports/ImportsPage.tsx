import { Button, Stack } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { useMay } from '@/kit/may';
import { Page } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SourceTabs } from '../SourceTabs';
import { ImportCard } from './ImportCard';
import { NewImport } from './NewImport';
import { isBusy } from './run.model';

export function ImportsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const imports = useQuery({
    queryKey: [workspace, 'imports'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/imports', { params: { path: { workspace } } })),
    refetchInterval: (query) => (query.state.data?.some(isBusy) ? 1000 : 15_000),
  });
  const may = useMay('edit');
  const add = may && (
    <Button leftSection={<IconUpload size={16} />} onClick={() => setAdding(true)}>
      {t('imports.new')}
    </Button>
  );
  return (
    <Page title={t('imports.title')} sentence={t('imports.sentence')} actions={add}>
      <SourceTabs />
      <QueryView
        query={imports}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            title={t('imports.emptyTitle')}
            text={t('imports.emptyText')}
            example={t('imports.example')}
            action={add}
          />
        }
      >
        {(list) => (
          <Stack gap={16}>
            {list.map((row) => (
              <ImportCard key={row.id} row={row} />
            ))}
          </Stack>
        )}
      </QueryView>
      {adding && <NewImport close={() => setAdding(false)} />}
    </Page>
  );
}
