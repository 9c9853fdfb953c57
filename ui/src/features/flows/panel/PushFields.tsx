import { useTranslation } from 'react-i18next';
import { PushContent } from '@/kit/message/PushContent';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { DurationField } from './DurationField';
import { PurposeFields } from './PurposeFields';

/** A step that sends a push message. */
export function PushFields({ step }: { step: FlowStep }) {
  const { edit } = useFlowActions();
  return (
    <>
      <PushContent content={step} set={(field, value) => edit(step.id, { [field]: value }, field)} />
      <PurposeFields step={step} />
    </>
  );
}

/** Lets the site ask for push messages. */
export function AskForPushFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  return <DurationField step={step} field="duration" label={t('push.ask.duration')} help={t('push.ask.help')} />;
}
