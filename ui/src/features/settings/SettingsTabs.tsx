import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

const pages = [
  ['settings', 'settings.workspace.title'],
  ['settings/stages', 'settings.stages.title'],
  ['settings/users', 'settings.users.title'],
  ['settings/api-keys', 'settings.keys.title'],
  ['settings/system', 'settings.system.title'],
] as const;

export function SettingsTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.settings')}>
      {pages.map(([path, label]) => (
        <PathLink
          key={path}
          path={path}
          className={tabClass}
          activeOptions={{ exact: path === 'settings', includeSearch: false }}
        >
          {t(label)}
        </PathLink>
      ))}
    </Tabs>
  );
}
