import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

const pages = ['', '/results', '/versions', '/failures'] as const;

/** The pages of one flow. */
export function FlowTabs({ flow }: { flow: string }) {
  const { t } = useTranslation();
  return (
    <Tabs label={t('flowruns.tabs')}>
      {pages.map((page) => (
        <PathLink
          key={page}
          path={`flows/${flow}${page}`}
          className={tabClass}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(`flowruns.tab.${page.slice(1) || 'drawing'}`)}
        </PathLink>
      ))}
    </Tabs>
  );
}
