import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { CouponList } from './CouponList';

/** What people get for being customers: coupons, points and tiers. */
export function LoyaltyPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('loyalty.title')} sentence={t('loyalty.sentence')}>
      <PeopleTabs />
      <CouponList />
    </Page>
  );
}
