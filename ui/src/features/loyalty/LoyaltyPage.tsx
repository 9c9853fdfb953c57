import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { Tabs, tabClass } from '@/kit/Tabs';
import { CouponList } from './CouponList';
import { Points } from './Points';

/** What people get for being customers: coupons. */
export function CouponsPage() {
  return (
    <Loyalty>
      <CouponList />
    </Loyalty>
  );
}

/** What people get for being customers: points and tiers. */
export function PointsPage() {
  return (
    <Loyalty>
      <Points />
    </Loyalty>
  );
}

function Loyalty({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t('loyalty.title')} sentence={t('loyalty.sentence')}>
      <PeopleTabs />
      <Tabs label={t('loyalty.title')}>
        <PathLink path="people/loyalty" className={tabClass} activeOptions={{ exact: true, includeSearch: false }}>
          {t('loyalty.tab.coupons')}
        </PathLink>
        <PathLink path="people/loyalty/points" className={tabClass} activeOptions={{ includeSearch: false }}>
          {t('loyalty.tab.points')}
        </PathLink>
      </Tabs>
      {children}
    </Page>
  );
}
