import { Modal, Textarea, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from './Email.module.css';
import { EmailPreview } from './EmailPreview';
import { InsertMenu } from './InsertMenu';
import { OwnMail } from './OwnMail';
import { Tone } from './Tone';
import type { MessageDraft } from './usePreview';
import { inserted } from './variables.model';

type Field = 'subject' | 'body' | 'text';
type Props = {
  content: MessageDraft;
  title: string;
  /** Called with every change; an empty text is undefined. */
  change: (field: Field, value: string | undefined) => void;
  close: () => void;
};

/** Subject and content beside what a real person gets. */
export function EmailEditor({ content, title, change, close }: Props) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const fields = {
    subject: useRef<HTMLInputElement>(null),
    body: useRef<HTMLTextAreaElement>(null),
    text: useRef<HTMLTextAreaElement>(null),
  };
  const last = useRef<Field>('body');
  const set = (field: Field, value: string) => change(field, field === 'text' && value === '' ? undefined : value);
  const insert = (piece: string) => {
    const field = last.current;
    const element = (fields[field] as RefObject<HTMLInputElement | HTMLTextAreaElement | null>).current;
    const text = content[field] ?? '';
    const next = inserted(text, element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length, piece);
    set(field, next.text);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(next.cursor, next.cursor);
    });
  };
  const track = (field: Field) => ({
    value: content[field] ?? '',
    onFocus: () => {
      last.current = field;
    },
  });
  return (
    <Modal opened onClose={close} size="min(1200px, 94vw)" fullScreen={narrow} title={title}>
      <div className={css.sides}>
        <div className={css.write}>
          <InsertMenu insert={insert} />
          <Tone />
          <TextInput
            ref={fields.subject}
            label={t('flows.email.subject')}
            {...track('subject')}
            onChange={(event) => set('subject', event.currentTarget.value)}
          />
          <Textarea
            ref={fields.body}
            label={t('flows.email.body')}
            autosize
            minRows={14}
            maxRows={28}
            spellCheck
            classNames={{ input: css.code ?? '' }}
            {...track('body')}
            onChange={(event) => set('body', event.currentTarget.value)}
          />
          <Textarea
            ref={fields.text}
            label={t('flows.email.text')}
            description={t('flows.email.textHelp')}
            autosize
            minRows={2}
            maxRows={10}
            classNames={{ input: css.code ?? '' }}
            {...track('text')}
            onChange={(event) => set('text', event.currentTarget.value)}
          />
        </div>
        <div className={css.beside}>
          <EmailPreview content={content} />
          <OwnMail draft={content} />
        </div>
      </div>
    </Modal>
  );
}
