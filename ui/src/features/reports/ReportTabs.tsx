import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

export const reportKinds = ['overview', 'events', 'funnel', 'paths', 'retention', 'live'] as const;

/** The reports side by side; period, comparison and segment go with the user. */
export function ReportTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.reports')}>
      {reportKinds.map((kind) => (
        <PathLink key={kind} path={`reports/${kind}`} className={tabClass} activeOptions={{ includeSearch: false }}>
          {t(`common.report.${kind}`)}
        </PathLink>
      ))}
    </Tabs>
  );
}
