import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus, IconSend, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
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
    <Page
      title={t('campaigns.title')}
      sentence={t('campaigns.sentence')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={start}>
            {t('campaigns.new')}
          </Button>
        )
      }
    >
      <MessageTabs />
      <QueryView
        query={campaigns}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconSend size={20} aria-hidden />}
            title={t('campaigns.none.title')}
            text={t('campaigns.none.text')}
            action={may && <Button onClick={start}>{t('campaigns.none.action')}</Button>}
          />
        }
      >
        {(list) => (
          <Section title={t('campaigns.title')} counted="campaigns" flush>
            <DataTable label={t('campaigns.title')} rows={list} rowKey={({ id }) => id} columns={columns} />
          </Section>
        )}
      </QueryView>
    </Page>
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
      cell: (row) => (row.sent === 0 ? '–' : format.percent(row.clicked / row.sent)),
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
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('campaigns.more', { name: row.name })}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => remove.mutate(row.id)}>
                {t('common.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ),
    },
  ];
}
