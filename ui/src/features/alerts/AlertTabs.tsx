import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

/** What comes by itself: alerts, and reports by e-mail. */
export function AlertTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('alerts.title')}>
      <PathLink path="alerts" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('alerts.title')}
      </PathLink>
      <PathLink path="scheduled-reports" className={tabClass} activeOptions={{ includeSearch: false }}>
        {t('alerts.mail.title')}
      </PathLink>
    </Tabs>
  );
}
