import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

const pages = [
  ['settings/consent', 'consent.tabs.answers'],
  ['settings/consent/ledger', 'consent.tabs.ledger'],
  ['settings/consent/words', 'consent.tabs.words'],
  ['settings/consent/banner', 'consent.tabs.banner'],
] as const;

/** The pages about consent. */
export function ConsentTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('consent.title')}>
      {pages.map(([path, label]) => (
        <PathLink
          key={path}
          path={path}
          className={tabClass}
          activeOptions={{ exact: path === 'settings/consent', includeSearch: false }}
        >
          {t(label)}
        </PathLink>
      ))}
    </Tabs>
  );
}
