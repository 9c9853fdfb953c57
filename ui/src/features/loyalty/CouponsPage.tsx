import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconTicket } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCouponPools } from '@/api/lists';
import { Badge } from '@/kit/Badge';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { CodesDrawer } from './CodesDrawer';
import { CouponDrawer } from './CouponDrawer';
import { type CouponPool, newCoupons } from './coupon.model';
import { LoyaltyFrame } from './LoyaltyFrame';
import { useBenefitWords } from './useBenefitWords';

type Opened = { pool: CouponPool | null } | null;

/** Coupons of each kind, with what became of their codes. */
export function CouponsPage() {
  const { t } = useTranslation();
  const pools = useCouponPools();
  const may = useMay('edit');
  const [edited, setEdited] = useState<Opened>(null);
  const [shown, setShown] = useState<string | null>(null);
  const startNew = () => setEdited({ pool: null });
  const open = pools.data?.find(({ id }) => id === shown);
  return (
    <LoyaltyFrame
      actions={
        may && (
          <Button leftSection={<IconPlus size={16} />} onClick={startNew}>
            {t('loyalty.coupons.new')}
          </Button>
        )
      }
    >
      <QueryView
        query={pools}
        isEmpty={(list) => list.length === 0}
        empty={
          <EmptyState
            icon={<IconTicket size={20} aria-hidden />}
            title={t('loyalty.coupons.none.title')}
            text={t('loyalty.coupons.none.text')}
            action={may && <Button onClick={startNew}>{t('loyalty.coupons.none.action')}</Button>}
          />
        }
      >
        {(list) => <Table pools={list} edit={(pool) => setEdited({ pool })} show={(pool) => setShown(pool.id)} />}
      </QueryView>
      {edited && (
        <CouponDrawer
          key={edited.pool?.id ?? 'new'}
          pool={edited.pool}
          start={edited.pool?.content ?? newCoupons(t('loyalty.coupons.startName'))}
          close={() => setEdited(null)}
        />
      )}
      {open && <CodesDrawer pool={open} close={() => setShown(null)} />}
    </LoyaltyFrame>
  );
}

type TableProps = { pools: CouponPool[]; edit: (pool: CouponPool) => void; show: (pool: CouponPool) => void };

function Table({ pools, edit, show }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const benefit = useBenefitWords();
  const people = usePeopleDrawer();
  const figure = (pool: CouponPool, what: 'given' | 'good' | 'redeemed' | 'expired') => {
    const state = { given: undefined, good: 'issued', redeemed: 'redeemed', expired: 'expired' }[what];
    return (
      <FigureButton
        onClick={() =>
          people({
            title: `${pool.content.name}: ${t(`loyalty.coupons.${what}`)}`,
            query: { kind: 'coupon', label: pool.id, ...(state ? { value: state } : {}) },
          })
        }
      >
        {format.number(pool.codes[what])}
      </FigureButton>
    );
  };
  return (
    <Section title={t('loyalty.tab.coupons')} counted="coupons" flush>
      <DataTable
        label={t('loyalty.tab.coupons')}
        rows={pools}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('common.name'),
            cell: (pool) => <FigureButton onClick={() => edit(pool)}>{pool.content.name}</FigureButton>,
          },
          { key: 'benefit', header: t('loyalty.coupons.benefit'), cell: ({ content }) => benefit(content.benefit) },
          {
            key: 'codes',
            header: t('loyalty.coupons.codes'),
            cell: (pool) => (
              <FigureButton onClick={() => show(pool)}>
                {pool.content.pattern ?? t('loyalty.coupons.uploaded')}
              </FigureButton>
            ),
          },
          { key: 'given', header: t('loyalty.coupons.given'), figure: true, cell: (pool) => figure(pool, 'given') },
          { key: 'good', header: t('loyalty.coupons.good'), figure: true, cell: (pool) => figure(pool, 'good') },
          {
            key: 'redeemed',
            header: t('loyalty.coupons.redeemed'),
            figure: true,
            cell: (pool) => figure(pool, 'redeemed'),
          },
          {
            key: 'expired',
            header: t('loyalty.coupons.expired'),
            figure: true,
            cell: (pool) => figure(pool, 'expired'),
          },
          { key: 'left', header: t('loyalty.coupons.left'), figure: true, cell: (pool) => <Left pool={pool} /> },
        ]}
      />
    </Section>
  );
}

/** How many can still be given out, with a warning when few. */
function Left({ pool }: { pool: CouponPool }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (pool.content.closed) return t('loyalty.coupons.closed');
  if (pool.left === undefined) return t('loyalty.coupons.noEnd');
  return pool.isLow ? (
    <Badge icon={IconAlertTriangle} tone="noted">
      {t('loyalty.coupons.low', { count: pool.left, shown: format.number(pool.left) })}
    </Badge>
  ) : (
    format.number(pool.left)
  );
}
