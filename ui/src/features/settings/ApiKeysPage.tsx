import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { CreateDialog } from '@/kit/CreateDialog';
import { DataTable } from '@/kit/DataTable';
import { NameField } from '@/kit/edit/NameField';
import { useFormat } from '@/kit/format';
import { For, useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { Secret } from '@/kit/Secret';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import { SettingsTabs } from './SettingsTabs';

type ApiKey = Schemas['ApiKey'];

export function ApiKeysPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const may = useMay('administer');
  const keys = useQuery({
    queryKey: [workspace, 'api-keys'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/api-keys', { params: { path: { workspace } } })),
    enabled: may,
  });
  const add = may && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {t('settings.keys.new')}
    </Button>
  );
  return (
    <Page title={t('settings.title')} sentence={t('settings.keys.sentence')} actions={add}>
      <SettingsTabs />
      <For access="administer">
        <QueryView
          query={keys}
          isEmpty={(list) => list.length === 0}
          empty={
            <EmptyState
              title={t('settings.keys.emptyTitle')}
              text={t('settings.keys.emptyText')}
              example={<code>curl -H "Authorization: Bearer …" {window.location.origin}/api/workspaces</code>}
              action={add}
            />
          }
        >
          {(list) => (
            <Section title={t('settings.keys.title')} flush>
              <DataTable
                label={t('settings.keys.title')}
                rows={list}
                rowKey={(key) => key.id}
                columns={[
                  { key: 'name', header: t('common.name'), cell: (key) => key.name },
                  { key: 'hint', header: t('settings.keys.key'), cell: (key) => <code>…{key.hint}</code> },
                  { key: 'made', header: t('settings.keys.created'), cell: (key) => format.day(key.createdAt) },
                  {
                    key: 'used',
                    header: t('settings.keys.used'),
                    cell: (key) => (key.lastUsedAt ? format.dateTime(key.lastUsedAt) : '–'),
                  },
                  {
                    key: 'do',
                    header: '',
                    cell: (key) => (key.revokedAt ? t('settings.keys.revoked') : <Revoke apiKey={key} />),
                  },
                ]}
              />
            </Section>
          )}
        </QueryView>
      </For>
      {adding && <NewKey close={() => setAdding(false)} />}
    </Page>
  );
}

function Revoke({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  return (
    <RemoveButton
      title={t('settings.keys.revoke', { name })}
      text={t('settings.keys.revokeText')}
      action={t('settings.keys.revokeAction')}
      removed={t('settings.keys.revokedNow', { name })}
      queryKey={[workspace, 'api-keys']}
      remove={() =>
        answer(api.DELETE('/api/workspaces/{workspace}/api-keys/{id}', { params: { path: { workspace, id } } }))
      }
    />
  );
}

function NewKey({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspace}/api-keys', {
          params: { path: { workspace } },
          body: { name: name.trim() },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [workspace, 'api-keys'] }),
  });
  return (
    <CreateDialog
      title={t('settings.keys.new')}
      create={create}
      close={close}
      made={({ key }) => <Secret label={t('settings.keys.key')} value={key} warning={t('settings.keys.once')} />}
    >
      <NameField value={name} longest={120} placeholder={t('settings.keys.example')} change={setName} />
    </CreateDialog>
  );
}
