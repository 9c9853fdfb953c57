import { useTranslation } from 'react-i18next';
import { useMay } from '@/kit/may';
import { PathLink } from '@/kit/PathLink';
import { Tabs, tabClass } from '@/kit/Tabs';

const pages = [
  ['settings', 'settings.workspace.title', 'view'],
  ['settings/stages', 'settings.stages.title', 'view'],
  ['settings/consent', 'consent.title', 'view'],
  ['settings/sending', 'sending.title', 'view'],
  ['settings/users', 'settings.users.title', 'administer'],
  ['settings/api-keys', 'settings.keys.title', 'administer'],
  ['settings/privacy', 'privacy.title', 'edit'],
  ['settings/audit', 'privacy.audit.title', 'administer'],
  ['settings/system', 'settings.system.title', 'view'],
] as const;

export function SettingsTabs() {
  const { t } = useTranslation();
  const may = { view: true, edit: useMay('edit'), administer: useMay('administer') };
  return (
    <Tabs label={t('common.nav.settings')}>
      {pages
        .filter(([, , access]) => may[access])
        .map(([path, label]) => (
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
