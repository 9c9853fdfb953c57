import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageTabs } from '@/kit/MessageTabs';
import { useMay } from '@/kit/may';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { Code } from '@/kit/Secret';
import { SmsCount } from '@/kit/SmsCount';
import { ErrorState } from '@/kit/states';
import { GatewaySection } from './GatewaySection';
import css from './SmsPage.module.css';
import { useSms, useTestSms } from './useSms';

/** Which gateway takes text messages, what it reports back, and whether it works. */
export function SmsPage() {
  const { t } = useTranslation();
  const sms = useSms();
  const may = useMay('edit');
  return (
    <Page title={t('sms.title')} sentence={t('sms.sentence')}>
      <MessageTabs />
      <QueryView query={sms}>
        {(setup) => (
          <div className={css.stack}>
            <GatewaySection setup={setup} />
            {setup.settings && (
              <>
                <Section title={t('sms.answers.title')}>
                  <Text size="sm" mb={12}>
                    {t(`sms.answers.${setup.settings.kind}`)}
                  </Text>
                  <Code label={t('sms.answers.url')} code={setup.answersUrl} />
                </Section>
                {may && <TestSection />}
              </>
            )}
          </div>
        )}
      </QueryView>
    </Page>
  );
}

/** A text to one number, now. */
function TestSection() {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const test = useTestSms();
  return (
    <Section title={t('sms.test.title')}>
      <Text size="sm" mb={12}>
        {t('sms.test.text')}
      </Text>
      <div className={css.fields}>
        <TextInput
          type="tel"
          label={t('sms.test.to')}
          placeholder="+393331234567"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Textarea
          label={t('sms.text')}
          description={<SmsCount text={text} />}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={1600}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          variant="default"
          className={css.button ?? ''}
          leftSection={<IconSend size={16} />}
          loading={test.isPending}
          disabled={to.trim() === '' || text.trim() === ''}
          onClick={() => test.mutate({ to, text })}
        >
          {t('sms.test.action')}
        </Button>
        {test.isError && <ErrorState error={test.error} />}
        {test.data && (
          <Text size="sm" role="status">
            {test.data.reason ?? t('sms.test.taken')}
          </Text>
        )}
      </div>
    </Section>
  );
}
