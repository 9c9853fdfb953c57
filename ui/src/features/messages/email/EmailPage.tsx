import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { asProblem, fieldMessages } from '@/api/problem';
import { MessageTabs } from '@/kit/MessageTabs';
import { Fields, useMay } from '@/kit/may';
import { done, failed } from '@/kit/notices';
import { Page, Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { DomainSection } from './DomainSection';
import css from './EmailPage.module.css';
import { FeedbackSection } from './FeedbackSection';
import { useMeasuring, useSaveMeasuring, useSaveSender, useSender } from './useEmail';

/** Who e-mail is from, whether it arrives, and what is measured. */
export function EmailPage() {
  const { t } = useTranslation();
  const sender = useSender();
  const may = useMay('edit');
  return (
    <Page title={t('email.title')} sentence={t('email.sentence')}>
      <MessageTabs />
      <QueryView query={sender}>
        {(known) => (
          <div className={css.stack}>
            <SenderSection key={known.domain} sender={known} />
            <DomainSection sender={known} />
            {may && <FeedbackSection sender={known} />}
            <MeasuringSection />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function SenderSection({ sender }: { sender: Schemas['EmailSender'] }) {
  const { t } = useTranslation();
  const save = useSaveSender();
  const may = useMay('edit');
  const { name, address, replyTo, signing } = sender;
  const [draft, setDraft] = useState({ name, address, replyTo });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }));
  const store = () =>
    save.mutate(
      { ...draft, signing },
      {
        onSuccess: () => {
          setErrors({});
          done(t('common.saved'));
        },
        onError: (error) => {
          setErrors(fieldMessages(asProblem(error)));
          failed(error);
        },
      },
    );
  return (
    <Section title={t('email.sender.title')}>
      <Fields>
        <div className={css.fields}>
          <TextInput
            label={t('email.sender.name')}
            maxLength={200}
            value={draft.name}
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('email.sender.address')}
            description={t('email.sender.addressHelp', { from: sender.defaultFrom ?? t('email.sender.noServer') })}
            value={draft.address}
            error={errors.address}
            onChange={(event) => set({ address: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('email.sender.replyTo')}
            value={draft.replyTo}
            error={errors.replyTo}
            onChange={(event) => set({ replyTo: event.currentTarget.value })}
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

function MeasuringSection() {
  const { t } = useTranslation();
  const measuring = useMeasuring();
  const save = useSaveMeasuring();
  return (
    <Section title={t('email.measuring.title')}>
      <QueryView query={measuring}>
        {(known) => (
          <Fields>
            <div className={css.fields}>
              {(['clicks', 'opens'] as const).map((key) => (
                <Switch
                  key={key}
                  label={t(`email.measuring.${key}`)}
                  description={t(`email.measuring.${key}Help`)}
                  checked={known[key]}
                  disabled={save.isPending}
                  onChange={(event) =>
                    save.mutate({ ...known, [key]: event.currentTarget.checked }, { onError: failed })
                  }
                />
              ))}
            </div>
          </Fields>
        )}
      </QueryView>
    </Section>
  );
}

/** A key that is written and never shown again. */
export function KeyField({ sender }: { sender: Schemas['EmailSender'] }) {
  const { t } = useTranslation();
  const save = useSaveSender();
  const [key, setKey] = useState('');
  const { name, address, replyTo, signing } = sender;
  return (
    <div className={css.row}>
      <PasswordInput
        label={t('email.feedback.key')}
        description={t(sender.hasFeedbackKey ? 'email.feedback.keyThere' : 'email.feedback.keyHelp')}
        className={css.grow ?? ''}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={save.isPending}
        onClick={() =>
          save.mutate(
            { name, address, replyTo, signing, feedbackKey: key },
            {
              onSuccess: () => {
                setKey('');
                done(t('common.saved'));
              },
              onError: failed,
            },
          )
        }
      >
        {t('common.save')}
      </Button>
    </div>
  );
}
