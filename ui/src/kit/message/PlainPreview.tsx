import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreview } from '@/kit/email/usePreview';
import { type Chosen, PersonSelect } from '@/kit/people/PersonSelect';
import { ErrorState, LoadingState } from '@/kit/states';
import css from './Message.module.css';

type Props = {
  channel: 'push' | 'sms';
  title?: string | undefined;
  body?: string | undefined;
  icon?: string | undefined;
};

/** A push or text message as one real person would get it. */
export function PlainPreview({ channel, title = '', body = '', icon = '' }: Props) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<Chosen | null>(null);
  const preview = usePreview({ subject: title, body, channel }, person?.id ?? null);
  return (
    <div className={css.preview}>
      <PersonSelect
        label={t('flows.email.previewAs')}
        placeholder={t('flows.email.previewSample')}
        width={260}
        person={person}
        choose={setPerson}
      />
      {!title.trim() && !body.trim() ? (
        <Text size="sm" c="dimmed">
          {t('flows.email.empty')}
        </Text>
      ) : preview.isError ? (
        <ErrorState error={preview.error} />
      ) : preview.data ? (
        <figure className={css.figure}>
          <figcaption>{t(`${channel}.preview`)}</figcaption>
          <div className={css.card}>
            {/^https?:\/\/[^{]+$/.test(icon) && (
              <img src={icon} alt="" width={40} height={40} referrerPolicy="no-referrer" />
            )}
            <div>
              {channel === 'push' && <b>{preview.data.subject || t('push.field.title')}</b>}
              {preview.data.text !== '' && <p>{preview.data.text}</p>}
            </div>
          </div>
        </figure>
      ) : (
        <LoadingState rows={2} />
      )}
    </div>
  );
}
