import { SmsContent } from '@/kit/message/SmsContent';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { PurposeFields } from './PurposeFields';

/** A step that sends a text message. */
export function SmsFields({ step }: { step: FlowStep }) {
  const { edit } = useFlowActions();
  return (
    <>
      <SmsContent text={step.text ?? ''} set={(text) => edit(step.id, { text }, 'text')} />
      <PurposeFields step={step} />
    </>
  );
}
