import { useTranslation } from 'react-i18next';
import { PathLink } from './PathLink';
import { Tabs, tabClass } from './Tabs';

const tabs = [
  { path: 'messages', label: 'messages.outbox' },
  { path: 'messages/campaigns', label: 'campaigns.title' },
  { path: 'messages/templates', label: 'templates.title' },
  { path: 'messages/onsite', label: 'onsite.title' },
  { path: 'messages/forms', label: 'forms.title' },
  { path: 'messages/email', label: 'email.title' },
  { path: 'messages/push', label: 'push.title' },
  { path: 'messages/sms', label: 'sms.title' },
] as const;

/** What is sent and how, side by side: several features, one place. */
export function MessageTabs() {
  const { t } = useTranslation();
  return (
    <Tabs label={t('common.nav.messages')}>
      {tabs.map(({ path, label }) => (
        <PathLink key={path} path={path} className={tabClass} activeOptions={{ includeSearch: false, exact: true }}>
          {t(label)}
        </PathLink>
      ))}
    </Tabs>
  );
}
