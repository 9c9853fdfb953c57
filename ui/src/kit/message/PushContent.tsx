import { Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { inserted } from '@/kit/email/variables.model';
import { PlainPreview } from './PlainPreview';

type Field = 'title' | 'body' | 'url' | 'icon';
type Props = {
  content: { [K in Field]?: string | undefined };
  errors?: { [K in Field]?: string | undefined };
  set: (field: Field, value: string | undefined) => void;
};

/** What a push message says, and how a browser would show it. */
export function PushContent({ content, errors = {}, set }: Props) {
  const { t } = useTranslation();
  const title = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const last = useRef<'title' | 'body'>('title');
  const change = (field: Field, value: string) => set(field, value || undefined);
  const insert = (piece: string) => {
    const field = last.current;
    const element = field === 'title' ? title.current : body.current;
    const text = content[field] ?? '';
    const next = inserted(text, element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length, piece);
    change(field, next.text);
  };
  return (
    <>
      <InsertMenu insert={insert} links={false} />
      <TextInput
        ref={title}
        label={t('push.field.title')}
        required
        value={content.title ?? ''}
        error={errors.title}
        onFocus={() => {
          last.current = 'title';
        }}
        onChange={(event) => change('title', event.currentTarget.value)}
      />
      <Textarea
        ref={body}
        label={t('push.field.body')}
        autosize
        minRows={2}
        maxRows={6}
        value={content.body ?? ''}
        error={errors.body}
        onFocus={() => {
          last.current = 'body';
        }}
        onChange={(event) => change('body', event.currentTarget.value)}
      />
      <TextInput
        type="url"
        label={t('push.field.url')}
        description={t('push.field.urlHelp')}
        placeholder="https://"
        value={content.url ?? ''}
        error={errors.url}
        onChange={(event) => change('url', event.currentTarget.value)}
      />
      <TextInput
        type="url"
        label={t('push.field.icon')}
        description={t('push.field.iconHelp')}
        placeholder="https://"
        value={content.icon ?? ''}
        error={errors.icon}
        onChange={(event) => change('icon', event.currentTarget.value)}
      />
      <PlainPreview channel="push" title={content.title} body={content.body} icon={content.icon} />
    </>
  );
}
