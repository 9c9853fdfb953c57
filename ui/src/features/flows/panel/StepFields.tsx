import { Button, NumberInput, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '@/kit/condition/ConditionEditor';
import { newCondition } from '@/kit/condition/condition.model';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowCounts, FlowDefinition, FlowStep } from '../model/flow.model';
import { withWays } from '../model/ways.model';
import { CouponFields } from './CouponFields';
import { DurationField } from './DurationField';
import { EmailFields } from './EmailFields';
import { ExperimentFields } from './ExperimentFields';
import {
  AboutFields,
  DateFields,
  ListField,
  OtherFlowField,
  TimeFields,
  TimeoutField,
  WebhookFields,
} from './MoreFields';
import { PointsFields } from './PointsFields';
import { AskForPushFields, PushFields } from './PushFields';
import { ShowMessageFields } from './ShowMessageFields';
import { SmsFields } from './SmsFields';
import { ThrottleFields } from './ThrottleFields';
import { TraitFields } from './TraitFields';
import { SwitchFields, WaysField } from './WaysFields';

type Props = { step: FlowStep; definition: FlowDefinition; counts: FlowCounts | undefined };

/** Every setting of a step of its kind. */
export function StepFields({ step, definition, counts }: Props) {
  switch (step.type) {
    case 'wait':
      return <WaitFields step={step} />;
    case 'waitForEvent':
      return <EventFields step={step} />;
    case 'condition':
      return <AboutFields step={step} definition={definition} fields={<ConditionFields step={step} />} />;
    case 'waitUntilTime':
      return <TimeFields step={step} />;
    case 'waitUntilDate':
      return <DateFields step={step} />;
    case 'waitForCondition':
      return (
        <>
          <ConditionFields step={step} />
          <TimeoutField step={step} />
        </>
      );
    case 'throttle':
      return <ThrottleFields step={step} waiting={counts?.steps.find((one) => one.step === step.id)?.waiting ?? 0} />;
    case 'switch':
      return <SwitchFields step={step} />;
    case 'webhook':
      return <WebhookFields step={step} />;
    case 'addToList':
    case 'removeFromList':
      return <ListField step={step} />;
    case 'issueCoupon':
      return <CouponFields step={step} />;
    case 'addPoints':
      return <PointsFields step={step} />;
    case 'startFlow':
    case 'stopFlow':
      return <OtherFlowField step={step} />;
    case 'split':
      return step.ways?.length ? <WaysField step={step} /> : <SplitFields step={step} />;
    case 'experiment':
      return <ExperimentFields step={step} definition={definition} />;
    case 'email':
      return <EmailFields step={step} />;
    case 'push':
      return <PushFields step={step} />;
    case 'sms':
      return <SmsFields step={step} />;
    case 'showMessage':
      return <ShowMessageFields step={step} />;
    case 'askForPush':
      return <AskForPushFields step={step} />;
    case 'setTrait':
      return <TraitFields step={step} />;
    case 'exit':
      return <ExitWords />;
  }
}

function ExitWords() {
  const { t } = useTranslation();
  return <Text size="sm">{t('flows.panel.exit')}</Text>;
}

function WaitFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  return <DurationField step={step} field="duration" label={t('flows.panel.wait')} help={t('flows.panel.waitHelp')} />;
}

function EventFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <EventMatchField
        label={t('flows.panel.event')}
        value={step.match}
        onChange={(match) => edit(step.id, { match }, 'match')}
      />
      <NumberInput
        label={t('flows.panel.times')}
        min={1}
        max={1000}
        allowDecimal={false}
        value={step.times ?? 1}
        onChange={(times) =>
          typeof times === 'number' && times >= 1 && edit(step.id, { times: times === 1 ? undefined : times }, 'times')
        }
      />
      <TimeoutField step={step} />
      <Select
        label={t('flows.panel.since')}
        data={[
          { value: 'step', label: t('flows.panel.sinceStep') },
          { value: 'flow', label: t('flows.panel.sinceFlow') },
        ]}
        value={step.since ?? 'step'}
        onChange={(since) => since && edit(step.id, { since: since as 'step' | 'flow' }, 'since')}
      />
    </>
  );
}

function ConditionFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('flows.panel.condition')}
      </Text>
      {step.condition ? (
        <ConditionEditor
          value={step.condition}
          onChange={(condition) => edit(step.id, { condition }, 'condition')}
          onRemove={() => edit(step.id, { condition: undefined }, 'condition')}
        />
      ) : (
        <Button variant="default" onClick={() => edit(step.id, { condition: newCondition('event') }, 'condition')}>
          {t('flows.panel.addCondition')}
        </Button>
      )}
    </div>
  );
}

function SplitFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <NumberInput
        label={t('flows.panel.percent')}
        description={t('flows.panel.percentHelp')}
        min={0}
        max={100}
        decimalScale={2}
        suffix=" %"
        value={step.percent ?? 50}
        onChange={(percent) => typeof percent === 'number' && edit(step.id, { percent }, 'percent')}
      />
      <Button variant="subtle" size="compact-sm" onClick={() => edit(step.id, withWays(step), 'ways')}>
        {t('flows.panel.moreWays')}
      </Button>
    </>
  );
}
