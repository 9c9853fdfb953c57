import { Select, Stack, Text, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { MapTabs } from '@/kit/MapTabs';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { backlogOf, type Ranked, ranked } from '../model/backlog.model';
import { statuses } from '../panel/OpportunityFields';
import { OpportunityDrawer } from './OpportunityDrawer';
import { ScoreMatrix } from './ScoreMatrix';
import css from './ScoreMatrix.module.css';
import { useMapCards } from './useMapCards';

/** The opportunities of all maps, the best value for its effort first. */
export function OpportunitiesPage() {
  const { t } = useTranslation();
  const cards = useMapCards('opportunities');
  const [status, setStatus] = useState<string | null>(null);
  const [opened, setOpened] = useState<Ranked | null>(null);
  return (
    <Page title={t('mapbacklog.title')} sentence={t('mapbacklog.sentence')}>
      <MapTabs />
      <QueryView
        query={cards}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconBulb size={20} aria-hidden />}
            title={t('mapbacklog.none')}
            text={t('mapbacklog.noneText')}
          />
        }
      >
        {(list) => {
          const shown = ranked(backlogOf(list)).filter(
            ({ card }) => status === null || (card.opportunity?.status ?? 'idea') === status,
          );
          return (
            <Stack gap={16}>
              <Select
                w={220}
                clearable
                label={t('mapwork.status.label')}
                placeholder={t('mapbacklog.every')}
                data={statuses.map((value) => ({ value, label: t(`mapwork.status.${value}`) }))}
                value={status}
                onChange={setStatus}
              />
              <ScoreMatrix cards={shown} open={setOpened} />
              <Title order={2} size="h4">
                {t('mapbacklog.list')}
              </Title>
              <Text size="sm" c="dimmed">
                {t('mapbacklog.counted')}
              </Text>
              <Backlog cards={shown} open={setOpened} />
            </Stack>
          );
        }}
      </QueryView>
      {opened && <OpportunityDrawer card={opened} close={() => setOpened(null)} />}
    </Page>
  );
}

function Backlog({ cards, open }: { cards: readonly Ranked[]; open: (card: Ranked) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.number(value, 1);
  return (
    <DataTable
      label={t('mapbacklog.title')}
      rows={[...cards]}
      rowKey={(row) => `${row.map} ${row.card.id}`}
      maxHeight={560}
      columns={[
        {
          key: 'title',
          header: t('mapbacklog.opportunity'),
          cell: (row) => (
            <button type="button" className={css.name} onClick={() => open(row)}>
              {row.rank}. {row.card.title}
            </button>
          ),
        },
        {
          key: 'map',
          header: t('mapbacklog.map'),
          cell: (row) => (
            <>
              <PathLink path={`maps/${row.map}`}>{row.mapName}</PathLink>
              <Text size="xs" c="dimmed">
                {row.stage.name}
              </Text>
            </>
          ),
        },
        {
          key: 'customer',
          header: t('mapwork.opportunity.customerValue'),
          cell: (row) => figure(row.card.opportunity?.customerValue),
        },
        {
          key: 'business',
          header: t('mapwork.opportunity.businessValue'),
          cell: (row) => figure(row.card.opportunity?.businessValue),
        },
        { key: 'effort', header: t('mapwork.opportunity.effort'), cell: (row) => figure(row.effort) },
        { key: 'score', header: t('mapbacklog.score'), cell: (row) => figure(row.score) },
        {
          key: 'status',
          header: t('mapwork.status.label'),
          cell: (row) => t(`mapwork.status.${row.card.opportunity?.status ?? 'idea'}`),
        },
        { key: 'owner', header: t('mapwork.opportunity.owner'), cell: (row) => row.card.opportunity?.owner ?? '–' },
      ]}
    />
  );
}
