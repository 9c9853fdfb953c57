import { Button, Stack } from '@mantine/core';
import { IconCoins, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { AccountDrawer } from './AccountDrawer';
import { AddPoints } from './AddPoints';
import { LoyaltyFrame } from './LoyaltyFrame';
import { TiersDrawer } from './TiersDrawer';
import { type Overview, useHolders, useOverview } from './usePoints';

/** Tiers with the people in them, and who has how many points. */
export function PointsPage() {
  const { t } = useTranslation();
  const overview = useOverview();
  const may = useMay('edit');
  const [opened, setOpened] = useState<'tiers' | 'add' | null>(null);
  const [shown, setShown] = useState<{ id: string; label: string } | null>(null);
  const close = () => setOpened(null);
  return (
    <LoyaltyFrame
      actions={
        may && (
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setOpened('tiers')}>
              {t('loyalty.tiers.change')}
            </Button>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened('add')}>
              {t('loyalty.points.add')}
            </Button>
          </>
        )
      }
    >
      <QueryView
        query={overview}
        isEmpty={({ tiers, people, without }) => tiers.length === 0 && people + without === 0}
        empty={
          <EmptyState
            icon={<IconCoins size={20} aria-hidden />}
            title={t('loyalty.points.none.title')}
            text={t('loyalty.points.none.text')}
            action={may && <Button onClick={() => setOpened('tiers')}>{t('loyalty.points.none.action')}</Button>}
          />
        }
      >
        {(all) => (
          <Stack gap={16}>
            <Totals all={all} />
            <TierTable all={all} />
            <Holders show={(id, label) => setShown({ id, label })} />
          </Stack>
        )}
      </QueryView>
      {opened === 'tiers' && overview.data && <TiersDrawer start={overview.data.tiers} close={close} />}
      {opened === 'add' && <AddPoints close={close} />}
      {shown && <AccountDrawer person={shown} close={() => setShown(null)} />}
    </LoyaltyFrame>
  );
}

function Totals({ all }: { all: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = usePeopleDrawer();
  return (
    <Figures columns={2}>
      <Figure
        label={t('loyalty.points.people')}
        value={format.number(all.people)}
        counted="points"
        onClick={() => people({ title: t('loyalty.points.people'), query: { kind: 'tier' } })}
      />
      <Figure label={t('loyalty.points.all')} value={format.number(all.points)} counted="points" />
    </Figures>
  );
}

function TierTable({ all }: { all: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const people = usePeopleDrawer();
  const rows = [
    ...all.tiers.map((tier) => ({ ...tier, label: tier.name })),
    ...(all.without > 0 ? [{ name: '', label: t('loyalty.tiers.noTier'), points: null, people: all.without }] : []),
  ];
  return (
    <Section title={t('loyalty.tiers.title')} counted="tiers" flush>
      <DataTable
        label={t('loyalty.tiers.title')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: t('loyalty.tiers.tier'), cell: ({ label }) => label },
          {
            key: 'from',
            header: t('loyalty.tiers.from'),
            figure: true,
            cell: ({ points }) => (points === null ? '' : format.number(points)),
          },
          {
            key: 'people',
            header: t('loyalty.tiers.people'),
            figure: true,
            cell: (row) => (
              <FigureButton onClick={() => people({ title: row.label, query: { kind: 'tier', value: row.name } })}>
                {format.number(row.people)}
              </FigureButton>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Holders({ show }: { show: (id: string, label: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <QueryView query={useHolders()} isEmpty={(list) => list.length === 0} empty={null}>
      {(list) => (
        <Section title={t('loyalty.points.most')} flush>
          <DataTable
            label={t('loyalty.points.most')}
            rows={list}
            rowKey={({ personId }) => personId}
            maxHeight={480}
            columns={[
              {
                key: 'person',
                header: t('loyalty.codes.person'),
                cell: ({ personId, person }) => (
                  <FigureButton onClick={() => show(personId, person)}>{person}</FigureButton>
                ),
              },
              { key: 'tier', header: t('loyalty.tiers.tier'), cell: ({ tier }) => tier ?? '' },
              {
                key: 'earned',
                header: t('loyalty.points.earned'),
                figure: true,
                cell: ({ earned }) => format.number(earned),
              },
              {
                key: 'points',
                header: t('loyalty.tab.pointsOnly'),
                figure: true,
                cell: ({ points }) => format.number(points),
              },
            ]}
          />
        </Section>
      )}
    </QueryView>
  );
}
