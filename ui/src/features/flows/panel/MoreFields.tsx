import { Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonLists } from '@/api/lists';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowDefinition, FlowStep } from '../model/flow.model';
import { useFlows } from '../queries';
import { AnswerTests } from './AnswerTests';
import { DurationField } from './DurationField';
import { TraitName } from './WaysFields';

type Props = { step: FlowStep };
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function AtField({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <TextInput
      type="time"
      label={t('flows.panel.at')}
      description={t('flows.panel.atHelp')}
      value={step.at ?? '09:00'}
      onChange={(event) => edit(step.id, { at: event.currentTarget.value }, 'at')}
    />
  );
}

export function TimeFields({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <AtField step={step} />
      <Checkbox.Group
        label={t('flows.panel.days')}
        description={t('flows.panel.daysHelp')}
        value={step.days ?? []}
        onChange={(days) => edit(step.id, { days: weekdays.filter((day) => days.includes(day)) }, 'days')}
      >
        <Group gap={8} mt={4}>
          {weekdays.map((day) => (
            <Checkbox key={day} value={day} label={t(`flows.day.${day}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

export function DateFields({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <TraitName
        label={t('flows.panel.dateTrait')}
        value={step.trait ?? ''}
        onChange={(trait) => edit(step.id, { trait }, 'trait')}
      />
      <NumberInput
        label={t('flows.panel.offset')}
        description={t('flows.panel.offsetHelp')}
        allowDecimal={false}
        value={step.offsetDays ?? 0}
        onChange={(days) => typeof days === 'number' && edit(step.id, { offsetDays: days }, 'offsetDays')}
      />
      <AtField step={step} />
    </>
  );
}

export function TimeoutField({ step }: Props) {
  const { t } = useTranslation();
  return <DurationField step={step} field="timeout" label={t('flows.panel.timeout')} />;
}

export function WebhookFields({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <TextInput
        type="url"
        label={t('flows.panel.url')}
        placeholder="https://"
        value={step.url ?? ''}
        onChange={(event) => edit(step.id, { url: event.currentTarget.value }, 'url')}
      />
      <Textarea
        label={t('flows.panel.hookBody')}
        description={t('flows.panel.hookBodyHelp')}
        autosize
        minRows={3}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={step.body ?? ''}
        onChange={(event) => edit(step.id, { body: event.currentTarget.value || undefined }, 'body')}
      />
      <Checkbox
        label={t('flows.panel.waitForAnswer')}
        description={t('flows.panel.waitForAnswerHelp')}
        checked={step.waitForAnswer ?? false}
        onChange={(event) => {
          const waits = event.currentTarget.checked;
          const change = waits
            ? { timeout: 'PT5M', otherwise: step.next }
            : { timeout: undefined, otherwise: undefined };
          edit(step.id, { waitForAnswer: waits, ...change }, 'waitForAnswer');
        }}
      />
      {step.waitForAnswer && <TimeoutField step={step} />}
    </>
  );
}

export function ListField({ step }: Props) {
  const { edit } = useFlowActions();
  return <ListSelect value={step.list} onChange={(list) => edit(step.id, { list }, 'list')} />;
}

/** One of the lists that people are put on. */
export function ListSelect({ value, onChange }: { value: string | undefined; onChange: (list: string) => void }) {
  const { t } = useTranslation();
  const lists = usePersonLists().data ?? [];
  return (
    <Select
      label={t('flows.panel.list')}
      description={lists.length === 0 ? t('flows.panel.noLists') : undefined}
      searchable
      data={lists.map(({ id, name }) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(list) => list && onChange(list)}
    />
  );
}

export function OtherFlowField({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const flows = useFlows().data ?? [];
  return (
    <Select
      label={t('flows.panel.otherFlow')}
      searchable
      data={flows.map(({ id, name }) => ({ value: id, label: name }))}
      value={step.flow || null}
      onChange={(flow) => flow && edit(step.id, { flow }, 'flow')}
    />
  );
}

/** What a question is about: the person, the event that started the run, or what a webhook answered. */
export function AboutFields({ step, definition, fields }: Props & { definition: FlowDefinition; fields: ReactNode }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const about = step.about ?? 'person';
  return (
    <>
      <Select
        label={t('flows.panel.about')}
        data={(['person', 'entry', 'answer'] as const).map((value) => ({
          value,
          label: t(`flows.panel.aboutKind.${value}`),
        }))}
        value={about}
        onChange={(kind) => kind && edit(step.id, { about: kind as 'person' | 'entry' | 'answer' }, 'about')}
      />
      {about === 'person' ? fields : <AnswerTests step={step} definition={definition} />}
    </>
  );
}
