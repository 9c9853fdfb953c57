import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { asProblem, fieldMessages } from '@/api/problem';
import { Fields, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Section } from '@/kit/Page';
import { HttpFields } from './HttpFields';
import css from './SmsPage.module.css';
import { useSaveSms } from './useSms';

export type SmsSettings = Schemas['SmsSettings'];
export type SetSettings = (change: Partial<SmsSettings>) => void;

const first: SmsSettings = { kind: 'twilio', trait: 'phone' };

/** Who takes the messages, with a secret that is written and never shown again. */
export function GatewaySection({ setup }: { setup: Schemas['SmsSetup'] }) {
  const { t } = useTranslation();
  const save = useSaveSms();
  const may = useMay('edit');
  const [draft, setDraft] = useState<SmsSettings>(setup.settings ?? first);
  const [secret, setSecret] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set: SetSettings = (change) => setDraft((before) => ({ ...before, ...change }));
  const store = () =>
    save.mutate(
      { settings: draft, secret },
      {
        onSuccess: () => {
          setErrors({});
          setSecret('');
          done(t('common.saved'));
        },
        onError: (error) => {
          setErrors(fieldMessages(asProblem(error)));
          failed(error);
        },
      },
    );
  const isTwilio = draft.kind === 'twilio';
  return (
    <Section title={t('sms.gateway.title')}>
      <Fields>
        <div className={css.fields}>
          <SegmentedControl
            aria-label={t('sms.gateway.title')}
            value={draft.kind}
            data={(['twilio', 'http'] as const).map((value) => ({ value, label: t(`sms.gateway.${value}`) }))}
            onChange={(kind) => set({ kind: kind as SmsSettings['kind'] })}
          />
          {isTwilio ? <TwilioFields settings={draft} set={set} /> : <HttpFields settings={draft} set={set} />}
          <PasswordInput
            label={t(isTwilio ? 'sms.gateway.token' : 'sms.gateway.secret')}
            description={t(setup.hasSecret ? 'sms.gateway.secretThere' : 'sms.gateway.secretHelp')}
            autoComplete="off"
            value={secret}
            error={errors.secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
          <TextInput
            label={t('sms.gateway.trait')}
            description={t('sms.gateway.traitHelp')}
            value={draft.trait ?? ''}
            onChange={(event) => set({ trait: event.currentTarget.value })}
          />
          {may && (
            <Button className={css.button ?? ''} loading={save.isPending} onClick={store}>
              {t('common.save')}
            </Button>
          )}
        </div>
      </Fields>
    </Section>
  );
}

function TwilioFields({ settings, set }: { settings: SmsSettings; set: SetSettings }) {
  const { t } = useTranslation();
  const field = (key: 'accountSid' | 'sender' | 'messagingService' | 'baseUrl') => ({
    label: t(`sms.gateway.${key}`),
    value: settings[key] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput required placeholder="AC…" {...field('accountSid')} />
      <TextInput placeholder="+15005550006" {...field('sender')} />
      <TextInput description={t('sms.gateway.serviceHelp')} placeholder="MG…" {...field('messagingService')} />
      <TextInput
        type="url"
        description={t('sms.gateway.baseUrlHelp')}
        placeholder="https://api.twilio.com"
        {...field('baseUrl')}
      />
    </>
  );
}
