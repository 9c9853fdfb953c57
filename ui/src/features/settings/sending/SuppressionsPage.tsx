import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { For, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PasteDialog } from '@/kit/PasteDialog';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { RemoveButton } from '@/kit/RemoveButton';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import {
  type Added,
  addSuppressions,
  importSuppressions,
  removeSuppression,
  suppressionsAtOnce,
  useSuppressions,
} from './queries';

/** Reasons that the server names itself; others stand as they are. */
const reasons = ['unsubscribed', 'manual', 'imported', 'erased'];

export function SuppressionsPage() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const [adding, setAdding] = useState(false);
  const add = useAdding();
  const may = useMay('edit');
  return (
    <Page
      title={t('sending.suppressions.title')}
      sentence={t('sending.suppressions.sentence')}
      above={<PathLink path="settings/sending">{t('sending.title')}</PathLink>}
      actions={
        may && (
          <>
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size={16} />}
              href={`/api/workspaces/${workspace}/suppressions/csv`}
            >
              {t('sending.suppressions.export')}
            </Button>
            <FileButton accept=".csv,text/csv" onChange={(file) => file && add.mutate(file)}>
              {(props) => (
                <Button variant="default" leftSection={<IconUpload size={16} />} loading={add.isPending} {...props}>
                  {t('sending.suppressions.import')}
                </Button>
              )}
            </FileButton>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              {t('sending.suppressions.add')}
            </Button>
          </>
        )
      }
    >
      <For access="edit">
        <List />
      </For>
      {adding && <AddDialog close={() => setAdding(false)} />}
    </Page>
  );
}

function useAdding() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: File | string[]): Promise<Added> =>
      Array.isArray(what) ? addSuppressions(workspace, what) : importSuppressions(workspace, what),
    onError: failed,
    onSuccess: ({ added, known, wrong }) => {
      done(
        [
          t('sending.suppressions.added', { count: added, shown: format.number(added) }),
          known > 0 ? t('sending.suppressions.known', { count: known, shown: format.number(known) }) : '',
          wrong.length > 0
            ? t('sending.suppressions.wrong', { lines: wrong.map(({ line, text }) => `${line} (${text})`).join(', ') })
            : '',
        ]
          .filter(Boolean)
          .join(' '),
      );
      void client.invalidateQueries({ queryKey: [workspace, 'suppressions'] });
    },
  });
}

function List() {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 300);
  const [offset, setOffset] = useState(0);
  const found = useSuppressions(search, offset);
  return (
    <>
      <TextInput
        mb={16}
        maw={420}
        leftSection={<IconSearch size={16} />}
        aria-label={t('sending.suppressions.search')}
        placeholder={t('sending.suppressions.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOffset(0);
        }}
      />
      <QueryView
        query={found}
        isEmpty={(part) => part.total === 0}
        empty={
          <EmptyState
            title={t(search === '' ? 'sending.suppressions.noneTitle' : 'sending.suppressions.notFoundTitle')}
            text={t(search === '' ? 'sending.suppressions.noneText' : 'sending.suppressions.notFoundText')}
          />
        }
      >
        {(part) => (
          <Section
            title={t('sending.suppressions.count', { count: part.total, shown: format.number(part.total) })}
            flush
          >
            <DataTable
              label={t('sending.suppressions.title')}
              rows={part.suppressions}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'address',
                  header: t('sending.suppressions.address'),
                  cell: (row) => row.address ?? t('sending.suppressions.hidden', { start: row.id.slice(0, 8) }),
                },
                {
                  key: 'reason',
                  header: t('sending.suppressions.reason'),
                  cell: (row) =>
                    reasons.includes(row.reason) ? t(`sending.suppressions.reasonIs.${row.reason}`) : row.reason,
                },
                {
                  key: 'since',
                  header: t('sending.suppressions.since'),
                  figure: true,
                  cell: (row) => format.dateTime(row.since),
                },
                {
                  key: 'remove',
                  header: '',
                  figure: true,
                  cell: (row) => (
                    <RemoveButton
                      title={t('sending.suppressions.remove', { address: row.address ?? row.id.slice(0, 8) })}
                      text={t('sending.suppressions.removeText')}
                      action={t('sending.suppressions.removeAction')}
                      removed={t('sending.suppressions.removed')}
                      queryKey={[workspace, 'suppressions']}
                      remove={() => removeSuppression(workspace, row.id)}
                    />
                  ),
                },
              ]}
            />
            <Group gap={8} p={12}>
              {offset > 0 && (
                <Button variant="default" onClick={() => setOffset(Math.max(0, offset - suppressionsAtOnce))}>
                  {t('sending.suppressions.newer')}
                </Button>
              )}
              {offset + part.suppressions.length < part.total && (
                <Button variant="default" onClick={() => setOffset(offset + suppressionsAtOnce)}>
                  {t('sending.suppressions.older')}
                </Button>
              )}
            </Group>
          </Section>
        )}
      </QueryView>
    </>
  );
}

function AddDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const add = useAdding();
  return (
    <PasteDialog
      title={t('sending.suppressions.add')}
      text={t('sending.suppressions.addText')}
      label={t('sending.suppressions.addresses')}
      separator={/[\s,;]+/}
      action={t('sending.suppressions.addAction')}
      busy={add.isPending}
      add={(addresses) => add.mutate(addresses, { onSuccess: close })}
      close={close}
    />
  );
}
