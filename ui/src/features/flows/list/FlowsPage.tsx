import { Button } from '@mantine/core';
import { IconArrowRoundaboutRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { flowsQuery } from '@/api/lists';
import { Confirm } from '@/kit/Confirm';
import { type Column, DataTable } from '@/kit/DataTable';
import { DeleteMenu } from '@/kit/DeleteMenu';
import { undoable } from '@/kit/edit/undoNotice';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';
import { contentOf } from '../model/flow.model';
import { useCreateFlow } from '../queries';
import { StatusBadge } from '../StatusBadge';
import css from './FlowsPage.module.css';

const collection = '/api/workspaces/{workspace}/flows' as const;
type Summary = Schemas['FlowSummary'];

function useRemoveFlow() {
  const { t } = useTranslation();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  const create = useCreateFlow();
  return useMutation({
    mutationFn: async (id: string) => {
      const params = { params: { path: { workspace, id } } };
      const flow = await answer(api.GET(`${collection}/{id}`, params));
      await answer(api.DELETE(`${collection}/{id}`, params));
      return flow;
    },
    onSuccess: (flow) => undoable(t('flows.removed', { name: flow.name }), () => create.mutate(contentOf(flow))),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'flows'] }),
  });
}

export function FlowsPage() {
  const { t } = useTranslation();
  const flows = useQuery(flowsQuery(useWorkspaceId()));
  const go = useGo();
  const format = useFormat();
  const remove = useRemoveFlow();
  const may = useMay('edit');
  const [leaving, setLeaving] = useState<Summary | null>(null);
  // Whoever is inside leaves for good; that no undo brings back, so it is asked first.
  const columns = useColumns(may, (flow) => (flow.active > 0 ? setLeaving(flow) : remove.mutate(flow.id)));
  return (
    <Page
      title={t('flows.title')}
      sentence={t('flows.sentence')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => go('flows/new')}>
            {t('flows.new')}
          </Button>
        )
      }
    >
      <QueryView query={flows} isEmpty={(list) => list.length === 0} empty={<NoFlows />}>
        {(list) => (
          <Section flush title={t('flows.title')} counted="flows">
            <DataTable label={t('flows.title')} columns={columns} rows={list} rowKey={(row) => row.id} />
          </Section>
        )}
      </QueryView>
      <Confirm
        opened={leaving !== null}
        close={() => setLeaving(null)}
        title={t('flows.remove.title', { name: leaving?.name ?? '' })}
        text={t('flows.remove.text', { count: leaving?.active ?? 0, shown: format.number(leaving?.active ?? 0) })}
        action={t('flows.remove.action')}
        busy={remove.isPending}
        confirm={() => leaving && remove.mutate(leaving.id, { onSettled: () => setLeaving(null) })}
      />
    </Page>
  );
}

function useColumns(may: boolean, remove: (flow: Summary) => void): Column<Summary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (key: 'active' | 'entered' | 'sent' | 'goals'): Column<Summary> => ({
    key,
    header: t(`flows.column.${key}`),
    figure: true,
    cell: (row) => format.number(row[key] ?? 0),
  });
  return [
    {
      key: 'name',
      header: t('flows.column.name'),
      cell: (row) => (
        <>
          <PathLink path={`flows/${row.id}`} className={css.name}>
            {row.name}
          </PathLink>
          <span className={css.soft}>
            {row.description || t('flows.updated', { when: format.ago(row.updatedAt, new Date()) })}
          </span>
        </>
      ),
    },
    { key: 'status', header: t('flows.column.status'), cell: (row) => <StatusBadge status={row.status} /> },
    figure('active'),
    figure('entered'),
    figure('sent'),
    figure('goals'),
    {
      key: 'more',
      header: '',
      figure: true,
      cell: (row) => may && <DeleteMenu label={t('flows.more', { name: row.name })} remove={() => remove(row)} />,
    },
  ];
}

function NoFlows() {
  const { t } = useTranslation();
  const may = useMay('edit');
  const go = useGo();
  return (
    <EmptyState
      icon={<IconArrowRoundaboutRight size={20} aria-hidden />}
      title={t('flows.none.title')}
      text={t('flows.none.text')}
      action={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => go('flows/new')}>
            {t('flows.none.action')}
          </Button>
        )
      }
    />
  );
}
