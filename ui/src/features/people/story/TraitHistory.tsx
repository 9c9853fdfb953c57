import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { QueryView } from '@/kit/QueryView';
import { useWorkspaceId } from '@/kit/workspace';

type Change = Schemas['TraitChange'];
const operator = 'operator:';

/** Every change of a person's traits: what, when and from where. */
export function TraitHistory({ person, close }: { person: string; close: () => void }) {
  const workspace = useWorkspaceId();
  const history = useQuery({
    queryKey: [workspace, 'person', person, 'traits'],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspace}/people/{id}/traits', { params: { path: { workspace, id: person } } }),
      ),
  });
  return (
    <History close={close}>
      <QueryView query={history}>{(list) => <Changes list={list} />}</QueryView>
    </History>
  );
}

/** The same of changes that are here already. */
export function TraitChanges({ list, close }: { list: readonly Change[]; close: () => void }) {
  return (
    <History close={close}>
      <Changes list={list} />
    </History>
  );
}

function History({ close, children }: { close: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} size="lg" title={t('identity.historyOf')}>
      {children}
    </Modal>
  );
}

function Changes({ list }: { list: readonly Change[] }) {
  const { t } = useTranslation();
  const columns = useColumns();
  if (list.length === 0) return <Text size="sm">{t('identity.noHistory')}</Text>;
  return (
    <DataTable
      label={t('identity.historyOf')}
      rows={list.map((change, place) => ({ ...change, place }))}
      rowKey={(change) => String(change.place)}
      maxHeight={480}
      columns={columns}
    />
  );
}

function useColumns(): Column<Change & { place: number }>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const sources = useQuery({
    queryKey: [workspace, 'sources'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspace}/sources', { params: { path: { workspace } } })),
  });
  const from = (source: string) => {
    if (source === 'flow') return t('identity.source.flow');
    if (source.startsWith(operator)) return t('identity.source.operator', { name: source.slice(operator.length) });
    const name = sources.data?.find((one) => one.id === source)?.name ?? source;
    return t('identity.source.event', { name });
  };
  return [
    { key: 'when', header: t('identity.column.when'), cell: (change) => format.dateTime(change.at) },
    { key: 'trait', header: t('identity.column.trait'), cell: (change) => change.trait },
    {
      key: 'value',
      header: t('identity.column.value'),
      text: true,
      cell: (change) => (change.value === undefined ? t('identity.removed') : String(change.value)),
    },
    { key: 'source', header: t('identity.column.source'), cell: (change) => from(change.source) },
  ];
}
