import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { KeyField } from './EmailPage';
import css from './EmailPage.module.css';
import { useFeedbackAddresses } from './useEmail';

/** Where the mail provider reports what came back and who complained. */
export function FeedbackSection({ sender }: { sender: Schemas['EmailSender'] }) {
  const { t } = useTranslation();
  const addresses = useFeedbackAddresses(true);
  return (
    <Section title={t('email.feedback.title')}>
      <Text size="sm" mb={12}>
        {t('email.feedback.text')}
      </Text>
      <QueryView query={addresses}>
        {(list) => (
          <div className={css.addresses}>
            {list.map(({ provider, url }) => (
              <TextInput
                key={provider}
                label={t(`email.feedback.${provider}`)}
                readOnly
                value={url}
                onFocus={(event) => event.currentTarget.select()}
              />
            ))}
          </div>
        )}
      </QueryView>
      <KeyField sender={sender} />
    </Section>
  );
}
