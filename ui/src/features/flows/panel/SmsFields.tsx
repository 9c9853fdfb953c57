import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InsertMenu } from '@/kit/email/InsertMenu';
import { inserted } from '@/kit/email/variables.model';
import { SmsCount } from '@/kit/SmsCount';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { PurposeFields } from './PurposeFields';

/** What a text message says, and how many messages it is sent in. */
export function SmsFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = step.text ?? '';
  const set = (value: string) => edit(step.id, { text: value || undefined }, 'text');
  return (
    <>
      <InsertMenu
        links={false}
        insert={(piece) => {
          const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
          set(inserted(text, selectionStart, selectionEnd, piece).text);
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
        onChange={(event) => set(event.currentTarget.value)}
      />
      <PurposeFields step={step} />
    </>
  );
}
