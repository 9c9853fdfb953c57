import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { useWorkspaceId } from '@/kit/workspace';
import type { Flow } from '../model/flow.model';
import { titleOf } from '../simulate/walk.model';
import { FlowSubPage } from './FlowSubPage';
import { type FlowFailure, tryAgain, useFailures } from './queries';

export function FailuresPage() {
  return <FlowSubPage page="failures">{(flow) => <Failures flow={flow} />}</FlowSubPage>;
}

function useRetry(flow: Flow) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspaceId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { kind: FlowFailure['kind']; id?: string }) => tryAgain(workspace, flow.id, wanted),
    onError: failed,
    onSuccess: ({ retried }) => done(t('flowruns.failures.retried', { count: retried, shown: format.number(retried) })),
    onSettled: () => client.invalidateQueries({ queryKey: [workspace, 'flow-failures', flow.id] }),
  });
}

/** So many of a kind may be tried again together; a message that may have gone out never is. */
const together = ['message', 'webhook', 'run'] as const;

function Failures({ flow }: { flow: Flow }) {
  const { t } = useTranslation();
  const failures = useFailures(flow.id);
  const retry = useRetry(flow);
  const may = useMay('edit');
  return (
    <QueryView
      query={failures}
      isEmpty={(list) => list.length === 0}
      empty={
        <EmptyState
          icon={<IconCircleCheck size={20} aria-hidden />}
          title={t('flowruns.failures.noneTitle')}
          text={t('flowruns.failures.noneText')}
        />
      }
    >
      {(list) => (
        <>
          {may && (
            <Group gap={8} mb={12}>
              {together
                .filter((kind) => list.filter((failure) => failure.kind === kind).length > 1)
                .map((kind) => (
                  <Button
                    key={kind}
                    variant="default"
                    leftSection={<IconRefresh size={16} />}
                    loading={retry.isPending}
                    onClick={() => retry.mutate({ kind })}
                  >
                    {t(`flowruns.failures.retryAll.${kind}`)}
                  </Button>
                ))}
            </Group>
          )}
          <Section title={t('flowruns.tab.failures')} flush>
            <Table flow={flow} rows={list} retry={may ? (row) => retry.mutate({ kind: row.kind, id: row.id }) : null} />
          </Section>
        </>
      )}
    </QueryView>
  );
}

type TableProps = { flow: Flow; rows: FlowFailure[]; retry: ((row: FlowFailure) => void) | null };

function Table({ flow, rows, retry }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('flowruns.tab.failures')}
      rows={rows}
      rowKey={(row) => `${row.kind}:${row.id}`}
      columns={[
        { key: 'kind', header: t('flowruns.failures.kind'), cell: (row) => t(`flowruns.failures.is.${row.kind}`) },
        {
          key: 'person',
          header: t('flowruns.failures.person'),
          cell: (row) => <PathLink path={`people/${row.personId}`}>{row.person}</PathLink>,
        },
        { key: 'step', header: t('flowruns.failures.step'), cell: (row) => titleOf(t, flow.definition, row.step) },
        {
          key: 'reason',
          header: t('flowruns.failures.reason'),
          text: true,
          cell: (row) => (row.kind === 'coupon' ? t(`flowruns.failures.coupon.${row.reason}`) : row.reason),
        },
        { key: 'at', header: t('flowruns.failures.at'), figure: true, cell: (row) => format.dateTime(row.at) },
        {
          key: 'retry',
          header: '',
          figure: true,
          cell: (row) =>
            retry &&
            row.kind !== 'coupon' && (
              <Button size="compact-sm" variant="default" onClick={() => retry(row)}>
                {t(row.kind === 'uncertainMessage' ? 'flowruns.failures.sendAgain' : 'flowruns.failures.retry')}
              </Button>
            ),
        },
      ]}
    />
  );
}
