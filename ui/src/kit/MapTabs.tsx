import { useTranslation } from 'react-i18next';
import { PathLink } from './PathLink';
import { Tabs, tabClass } from './Tabs';

const tabs = [
  { path: 'maps', label: 'maps.tab.maps' },
  { path: 'maps/goals', label: 'goals.title' },
  { path: 'maps/personas', label: 'maps.tab.personas' },
  { path: 'maps/touchpoints', label: 'maps.tab.touchpoints' },
  { path: 'maps/opportunities', label: 'mapbacklog.title' },
  { path: 'maps/content', label: 'mapbacklog.content.title' },
  { path: 'maps/atlas', label: 'mapbacklog.atlas.title' },
] as const;

/** Maps, personas and touchpoints side by side: three features, one place. */
export function MapTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.maps')}>
      {tabs.map(({ path, label }) => (
        <PathLink key={path} path={path} className={tabClass} activeOptions={{ includeSearch: false, exact: true }}>
          {t(label)}
        </PathLink>
      ))}
    </Tabs>
  );
}
