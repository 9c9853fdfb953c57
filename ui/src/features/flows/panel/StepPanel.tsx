import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy, IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { ConditionEditor } from '@/kit/condition/ConditionEditor';
import { newCondition } from '@/kit/condition/condition.model';
import { DurationInput } from '@/kit/DurationInput';
import { useFormat } from '@/kit/format';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { Fields as MayFields, useMay } from '@/kit/may';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import type { FlowCounts, FlowDefinition, FlowProblem, FlowStep } from '../model/flow.model';
import { withWays } from '../model/ways.model';
import { stepWords } from '../model/words.model';
import { EmailFields } from './EmailFields';
import { ExperimentFields } from './ExperimentFields';
import { ExperimentResult } from './ExperimentResult';
import { flowUnits } from './flowUnits';
import { LeadsTo } from './LeadsTo';
import {
  AboutFields,
  DateFields,
  ListField,
  OtherFlowField,
  TimeFields,
  TimeoutField,
  WebhookFields,
} from './MoreFields';
import { PanelHead } from './PanelHead';
import { AskForPushFields, PushFields } from './PushFields';
import { ShowMessageFields } from './ShowMessageFields';
import { SmsFields } from './SmsFields';
import { ThrottleFields } from './ThrottleFields';
import { SwitchFields, WaysField } from './WaysFields';

type Props = {
  step: FlowStep;
  flow: string;
  definition: FlowDefinition;
  counts: FlowCounts | undefined;
  problems: readonly FlowProblem[];
  close: () => void;
};

/** What one step does, in plain words, and every setting of it. */
export function StepPanel({ step, flow, definition, counts, problems, close }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { edit, remove, copy } = useFlowActions();
  const may = useMay('edit');
  return (
    <Stack gap={16} data-testid="step-panel">
      <PanelHead
        title={t(`flows.type.${step.type}`)}
        problems={problems.filter((problem) => problem.step === step.id)}
        close={close}
      />
      <MayFields>
        <Text size="sm" c="dimmed">
          {stepWords(t, names, step)}
        </Text>
        {step.type !== 'exit' && (
          <TextInput
            label={t('flows.panel.name')}
            placeholder={t('flows.panel.namePlaceholder')}
            maxLength={100}
            value={step.name ?? ''}
            onChange={(event) => edit(step.id, { name: event.currentTarget.value || undefined }, 'name')}
          />
        )}
        <Fields step={step} definition={definition} counts={counts} />
        <LeadsTo step={step} definition={definition} />
      </MayFields>
      {step.type === 'experiment' && <ExperimentResult step={step} flow={flow} />}
      <People step={step} flow={flow} counts={counts} />
      {may && step.type !== 'exit' && (
        <Group gap={8}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={16} />}
            onClick={() => copy(step.id, false)}
          >
            {t('flows.copy.one')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={16} />}
            onClick={() => copy(step.id, true)}
          >
            {t('flows.copy.following')}
          </Button>
        </Group>
      )}
      {may && step.type !== 'exit' && (
        <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={() => remove(step.id)}>
          {t('flows.panel.remove')}
        </Button>
      )}
    </Stack>
  );
}

function Fields({ step, definition, counts }: Pick<Props, 'step' | 'definition' | 'counts'>) {
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
  const { edit } = useFlowActions();
  return (
    <div>
      <DurationInput
        units={flowUnits}
        label={t('flows.panel.wait')}
        value={step.duration}
        onChange={(duration) => edit(step.id, { duration }, 'duration')}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('flows.panel.waitHelp')}
      </Text>
    </div>
  );
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
      <DurationInput
        units={flowUnits}
        label={t('flows.panel.timeout')}
        value={step.timeout}
        onChange={(timeout) => edit(step.id, { timeout }, 'timeout')}
      />
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

function TraitFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const traits = useObservedSchema().data?.traits ?? [];
  return (
    <>
      <TextInput
        label={t('flows.panel.trait')}
        list="flow-traits"
        value={step.trait ?? ''}
        onChange={(event) => edit(step.id, { trait: event.currentTarget.value }, 'trait')}
      />
      <datalist id="flow-traits">
        {traits.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextInput
        label={t('flows.panel.value')}
        value={String(step.value ?? '')}
        onChange={(event) => edit(step.id, { value: event.currentTarget.value }, 'value')}
      />
    </>
  );
}

function People({ step, flow, counts }: Pick<Props, 'step' | 'flow' | 'counts'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const showPeople = usePeopleDrawer();
  const found = counts?.steps.find((one) => one.step === step.id);
  if (!found || found.waiting + found.passed === 0) return null;
  const title = step.name ?? t(`flows.type.${step.type}`);
  const show = (outcome: 'waiting' | 'passed') =>
    showPeople({ title, query: { kind: 'flowStep', flow, stepId: step.id, outcome } });
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('flows.panel.people')}
      </Text>
      {found.waiting > 0 && (
        <Button variant="light" leftSection={<IconUsers size={16} />} onClick={() => show('waiting')}>
          {t('flows.panel.seeWaiting', { count: found.waiting, shown: format.number(found.waiting) })}
        </Button>
      )}
      {found.passed > 0 && (
        <Button variant="subtle" leftSection={<IconUsers size={16} />} onClick={() => show('passed')}>
          {t('flows.panel.seePassed', { count: found.passed, shown: format.number(found.passed) })}
        </Button>
      )}
    </Stack>
  );
}
