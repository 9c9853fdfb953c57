import { useTranslation } from 'react-i18next';
import { PathLink } from './PathLink';
import { Tabs, tabClass } from './Tabs';

export function PeopleTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.people')}>
      <PathLink path="people" className={tabClass} activeOptions={{ exact: true, includeSearch: false }}>
        {t('common.nav.people')}
      </PathLink>
      <PathLink path="people/segments" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('people.segments.title')}
      </PathLink>
      <PathLink path="people/lists" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('lists.title')}
      </PathLink>
      <PathLink path="people/companies" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('companies.title')}
      </PathLink>
      <PathLink path="people/loyalty" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('loyalty.title')}
      </PathLink>
      <PathLink path="people/audiences" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('audiences.title')}
      </PathLink>
    </Tabs>
  );
}
