import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { DeleteMenu } from '@/kit/DeleteMenu';
import { useFormat } from '@/kit/format';
import { ListPage } from '@/kit/ListPage';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { useGo } from '@/kit/useGo';
import { CampaignStatusBadge } from './CampaignStatusBadge';
import { isUnderWay, newCampaign } from './campaign.model';
import { useCampaigns, useCreateCampaign, useRemoveCampaign } from './useCampaigns';

type Summary = Schemas['CampaignSummary'];

/** The campaigns of the workspace. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const campaigns = useCampaigns();
  const create = useCreateCampaign();
  const go = useGo();
  const may = useMay('edit');
  const columns = useColumns(may);
  const start = () =>
    create.mutate(newCampaign(t('campaigns.start.name'), t('campaigns.start.body')), {
      onSuccess: ({ id }) => go(`messages/campaigns/${id}`),
    });
  return (
    <ListPage
      words="campaigns"
      icon={IconSend}
      query={campaigns}
      start={start}
      busy={create.isPending}
      above={<MessageTabs />}
    >
      {(list) => (
        <Section title={t('campaigns.title')} counted="campaigns" flush>
          <DataTable label={t('campaigns.title')} rows={list} rowKey={({ id }) => id} columns={columns} />
        </Section>
      )}
    </ListPage>
  );
}

function useColumns(may: boolean): Column<Summary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const remove = useRemoveCampaign();
  return [
    {
      key: 'name',
      header: t('common.name'),
      cell: (row) => <PathLink path={`messages/campaigns/${row.id}`}>{row.name}</PathLink>,
    },
    {
      key: 'channel',
      header: t('campaigns.column.channel'),
      text: true,
      cell: (row) => t(`campaigns.channel.${row.channel}`),
    },
    { key: 'status', header: t('campaigns.column.status'), cell: (row) => <CampaignStatusBadge status={row.status} /> },
    {
      key: 'audience',
      header: t('campaigns.figure.audience'),
      figure: true,
      cell: (row) => (row.startedAt ? format.number(row.audience) : '–'),
    },
    { key: 'sent', header: t('campaigns.figure.sent'), figure: true, cell: (row) => format.number(row.sent) },
    {
      key: 'clicked',
      header: t('campaigns.figure.clicked'),
      figure: true,
      cell: (row) => (row.sent === 0 || row.channel === 'sms' ? '–' : format.percent(row.clicked / row.sent)),
    },
    {
      key: 'when',
      header: t('campaigns.column.when'),
      figure: true,
      cell: (row) => format.dateTime(row.startedAt ?? row.startAt ?? row.updatedAt),
    },
    {
      key: 'more',
      header: '',
      figure: true,
      cell: (row) =>
        may &&
        !isUnderWay(row.status) &&
        row.status !== 'paused' && (
          <DeleteMenu label={t('campaigns.more', { name: row.name })} remove={() => remove.mutate(row.id)} />
        ),
    },
  ];
}
