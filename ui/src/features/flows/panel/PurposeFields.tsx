import { PurposeSelect } from '@/kit/message/PurposeSelect';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';

/** Why the message of a step is sent, and what it is about. */
export function PurposeFields({ step }: { step: FlowStep }) {
  const { edit } = useFlowActions();
  return (
    <PurposeSelect
      channel={step.type === 'push' || step.type === 'sms' ? step.type : 'email'}
      purpose={step.purpose}
      topic={step.topic}
      setPurpose={(purpose) => edit(step.id, { purpose }, 'purpose')}
      setTopic={(topic) => edit(step.id, { topic }, 'topic')}
    />
  );
}
