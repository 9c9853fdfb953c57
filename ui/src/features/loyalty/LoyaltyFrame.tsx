import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { PeopleTabs } from '@/kit/PeopleTabs';
import { Tabs, tabClass } from '@/kit/Tabs';

/** What both pages of loyalty have around them. */
export function LoyaltyFrame({ actions, children }: { actions: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t('loyalty.title')} sentence={t('loyalty.sentence')} actions={actions}>
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
