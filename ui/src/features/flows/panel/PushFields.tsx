import { Text, Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/kit/DurationInput';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { inserted } from '@/kit/email/variables.model';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { flowUnits } from './flowUnits';
import { PurposeFields } from './PurposeFields';
import css from './PushFields.module.css';

type Field = 'title' | 'body' | 'url' | 'icon';

/** What a push message says, and how a browser would show it. */
export function PushFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const title = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const last = useRef<'title' | 'body'>('title');
  const set = (field: Field, value: string) => edit(step.id, { [field]: value || undefined }, field);
  const insert = (piece: string) => {
    const field = last.current;
    const element = field === 'title' ? title.current : body.current;
    const text = step[field] ?? '';
    const next = inserted(text, element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length, piece);
    set(field, next.text);
  };
  return (
    <>
      <InsertMenu insert={insert} links={false} />
      <TextInput
        ref={title}
        label={t('push.field.title')}
        required
        value={step.title ?? ''}
        onFocus={() => {
          last.current = 'title';
        }}
        onChange={(event) => set('title', event.currentTarget.value)}
      />
      <Textarea
        ref={body}
        label={t('push.field.body')}
        autosize
        minRows={2}
        maxRows={6}
        value={step.body ?? ''}
        onFocus={() => {
          last.current = 'body';
        }}
        onChange={(event) => set('body', event.currentTarget.value)}
      />
      <TextInput
        type="url"
        label={t('push.field.url')}
        description={t('push.field.urlHelp')}
        placeholder="https://"
        value={step.url ?? ''}
        onChange={(event) => set('url', event.currentTarget.value)}
      />
      <TextInput
        type="url"
        label={t('push.field.icon')}
        description={t('push.field.iconHelp')}
        placeholder="https://"
        value={step.icon ?? ''}
        onChange={(event) => set('icon', event.currentTarget.value)}
      />
      <PushPreview title={step.title ?? ''} body={step.body ?? ''} icon={step.icon ?? ''} />
      <PurposeFields step={step} />
    </>
  );
}

function PushPreview({ title, body, icon }: { title: string; body: string; icon: string }) {
  const { t } = useTranslation();
  return (
    <figure className={css.preview}>
      <figcaption>{t('push.preview')}</figcaption>
      <div className={css.card}>
        {/^https?:\/\/[^{]+$/.test(icon) && (
          <img src={icon} alt="" width={40} height={40} referrerPolicy="no-referrer" />
        )}
        <div>
          <b>{title || t('push.field.title')}</b>
          {body !== '' && <p>{body}</p>}
        </div>
      </div>
    </figure>
  );
}

/** Lets the site ask for push messages. */
export function AskForPushFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <div>
      <DurationInput
        units={flowUnits}
        label={t('push.ask.duration')}
        value={step.duration}
        onChange={(duration) => edit(step.id, { duration }, 'duration')}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('push.ask.help')}
      </Text>
    </div>
  );
}
