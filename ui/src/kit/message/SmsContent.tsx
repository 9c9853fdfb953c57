import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { inserted } from '@/kit/email/variables.model';
import { SmsCount } from '@/kit/SmsCount';
import { PlainPreview } from './PlainPreview';

type Props = { text: string; error?: string | undefined; set: (text: string | undefined) => void };

/** What a text message says, how many messages it is sent in, and how it arrives. */
export function SmsContent({ text, error, set }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const change = (value: string) => set(value || undefined);
  return (
    <>
      <InsertMenu
        links={false}
        insert={(piece) => {
          const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
          change(inserted(text, selectionStart, selectionEnd, piece).text);
        }}
      />
      <Textarea
        ref={field}
        label={t('sms.text')}
        description={<SmsCount text={text} />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        autosize
        minRows={3}
        maxRows={10}
        value={text}
        error={error}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <PlainPreview channel="sms" body={text} />
    </>
  );
}
