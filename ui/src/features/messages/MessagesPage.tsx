import { Button, Group, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '@/api/client';
import { campaignsQuery, flowsQuery } from '@/api/lists';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { MessageStatusBadge } from '@/kit/MessageStatusBadge';
import { MessageTabs } from '@/kit/MessageTabs';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { EmptyState, ErrorState, LoadingState } from '@/kit/states';
import { useGo } from '@/kit/useGo';
import { useWorkspaceId } from '@/kit/workspace';

type Status = Schemas['MessageStatus'];
type Choice = { status?: Status; flow?: string };
const statuses: readonly Status[] = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'SKIPPED'];
const pageSize = 100;

function useMessages(choice: Choice) {
  const workspace = useWorkspaceId();
  return useInfiniteQuery({
    queryKey: [workspace, 'messages', choice],
    initialPageParam: undefined as number | undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspace}/messages', {
          params: {
            path: { workspace },
            query: { limit: pageSize, ...choice, ...(pageParam === undefined ? {} : { before: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.sequence),
  });
}

export function MessagesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { status?: string; flow?: string };
  const choice: Choice = {
    ...(statuses.includes(search.status as Status) ? { status: search.status as Status } : {}),
    ...(search.flow ? { flow: search.flow } : {}),
  };
  const flows = useQuery(flowsQuery(useWorkspaceId()));
  const campaigns = useQuery(campaignsQuery(useWorkspaceId()));
  const change = (next: { status?: string | undefined; flow?: string | undefined }) =>
    navigate({
      to: '.',
      search: ((before: Record<string, unknown>) => ({ ...before, ...next })) as never,
      replace: true,
    });
  return (
    <Page title={t('messages.title')} sentence={t('messages.sentence')}>
      <MessageTabs />
      <Group gap={8} mb={16}>
        <Select
          aria-label={t('messages.status')}
          placeholder={t('messages.anyStatus')}
          clearable
          allowDeselect
          w={180}
          data={statuses.map((status) => ({ value: status, label: t(`common.messageStatus.${status}`) }))}
          value={choice.status ?? null}
          onChange={(status) => change({ status: status ?? undefined })}
        />
        <Select
          aria-label={t('messages.flow')}
          placeholder={t('messages.anyFlow')}
          clearable
          allowDeselect
          searchable
          w={240}
          data={[...(flows.data ?? []), ...(campaigns.data ?? [])].map(({ id, name }) => ({ value: id, label: name }))}
          value={choice.flow ?? null}
          onChange={(flow) => change({ flow: flow ?? undefined })}
        />
      </Group>
      <Content choice={choice} />
    </Page>
  );
}

function Content({ choice }: { choice: Choice }) {
  const { t } = useTranslation();
  const go = useGo();
  const messages = useMessages(choice);
  if (messages.isPending) return <LoadingState rows={8} />;
  if (messages.isError) return <ErrorState error={messages.error} retry={() => messages.refetch()} />;
  const rows = messages.data.pages.flat();
  if (rows.length === 0) {
    const chosen = choice.status !== undefined || choice.flow !== undefined;
    return chosen ? (
      <EmptyState title={t('messages.noneTitle')} text={t('messages.noneText')} />
    ) : (
      <EmptyState
        title={t('messages.emptyTitle')}
        text={t('messages.emptyText')}
        action={<Button onClick={() => go('flows')}>{t('messages.emptyAction')}</Button>}
      />
    );
  }
  return (
    <>
      <Outbox rows={rows} />
      {messages.hasNextPage && (
        <Button
          variant="default"
          mt={16}
          loading={messages.isFetchingNextPage}
          onClick={() => messages.fetchNextPage()}
        >
          {t('common.people.more')}
        </Button>
      )}
    </>
  );
}

function Outbox({ rows }: { rows: Schemas['Message'][] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('messages.outbox')} counted="messages" flush>
      <DataTable
        label={t('messages.outbox')}
        rows={rows}
        rowKey={(message) => message.id}
        maxHeight={720}
        columns={[
          {
            key: 'person',
            header: t('messages.person'),
            // Whoever is asked whether an address is right is nobody known yet.
            cell: ({ personId, person }) =>
              personId === '0' ? person : <PathLink path={`people/${personId}`}>{person}</PathLink>,
          },
          { key: 'subject', header: t('messages.subject'), cell: (message) => message.subject ?? '–' },
          {
            key: 'status',
            header: t('messages.status'),
            cell: (message) => <MessageStatusBadge status={message.status} />,
          },
          { key: 'why', header: t('messages.why'), text: true, cell: (message) => message.reason ?? '' },
          {
            key: 'flow',
            header: t('messages.flow'),
            cell: ({ campaign, flow, flowName, step }) => (
              <PathLink
                path={
                  step === 'form-confirmation'
                    ? 'messages/forms'
                    : campaign
                      ? `messages/campaigns/${flow}`
                      : `flows/${flow}`
                }
              >
                {flowName}
              </PathLink>
            ),
          },
          {
            key: 'time',
            header: t('messages.time'),
            figure: true,
            cell: (message) => format.dateTime(message.sentAt ?? message.createdAt),
          },
        ]}
      />
    </Section>
  );
}
