import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/kit/DurationInput';
import { PushContent } from '@/kit/message/PushContent';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { flowUnits } from './flowUnits';
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
