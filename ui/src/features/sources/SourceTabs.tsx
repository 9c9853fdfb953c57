import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

export function SourceTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.sources')}>
      <PathLink path="sources" className={tabClass} activeOptions={{ exact: true, includeSearch: false }}>
        {t('common.nav.sources')}
      </PathLink>
      <PathLink path="sources/imports" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('imports.title')}
      </PathLink>
      <PathLink path="sources/connectors" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('connectors.title')}
      </PathLink>
      <PathLink path="sources/feeds" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('feeds.title')}
      </PathLink>
      <PathLink path="sources/refused" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('sources.refused.title')}
      </PathLink>
    </Tabs>
  );
}
