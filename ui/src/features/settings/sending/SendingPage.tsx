import { useTranslation } from 'react-i18next';
import { useTopics } from '@/api/lists';
import { Page, Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { QueryView } from '@/kit/QueryView';
import { SettingsTabs } from '../SettingsTabs';
import { useRules } from './queries';
import { RulesForm } from './RulesForm';
import css from './Sending.module.css';
import { TopicsForm } from './TopicsForm';

/** What people can subscribe to, and how often and when they hear from us. */
export function SendingPage() {
  const { t } = useTranslation();
  const topics = useTopics();
  const rules = useRules();
  return (
    <Page
      title={t('sending.title')}
      sentence={t('sending.sentence')}
      actions={
        <PathLink path="settings/sending/suppressions" className={css.link}>
          {t('sending.suppressions.title')}
        </PathLink>
      }
    >
      <SettingsTabs />
      <div className={css.sections}>
        <Section title={t('sending.order.title')}>
          <ol className={css.order}>
            {(
              [
                'transactional',
                'run',
                'holdout',
                'consent',
                'topic',
                'suppression',
                'cap',
                'quietHours',
                'throttle',
              ] as const
            ).map((rule) => (
              <li key={rule}>{t(`sending.order.${rule}`)}</li>
            ))}
          </ol>
        </Section>
        <Section title={t('sending.rules.title')}>
          <QueryView query={rules}>{(stored) => <RulesForm key={JSON.stringify(stored)} stored={stored} />}</QueryView>
        </Section>
        <Section title={t('sending.topics.title')}>
          <QueryView query={topics}>
            {(stored) => <TopicsForm key={JSON.stringify(stored)} stored={stored} />}
          </QueryView>
        </Section>
      </div>
    </Page>
  );
}
