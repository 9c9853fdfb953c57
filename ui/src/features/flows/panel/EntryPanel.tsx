import { Button, Input, NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema, useSegments } from '@/api/lists';
import { DurationInput } from '@/kit/DurationInput';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { Fields } from '@/kit/may';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import { entryId, type FlowContent, type FlowDefinition, type FlowEntry, type FlowProblem } from '../model/flow.model';
import { entryWords } from '../model/words.model';
import { DateEntryFields, ScheduleFields } from './ClockFields';
import { FormEntryFields } from './FormEntryFields';
import { flowUnits } from './flowUnits';
import { ListSelect } from './MoreFields';
import css from './Panel.module.css';
import { PanelHead } from './PanelHead';
import { TriggerField } from './TriggerField';

type Props = { content: FlowContent; problems: readonly FlowProblem[]; close: () => void };

const reentries = ['never', 'always', 'afterWait', 'afterExit'] as const;

/** Who enters, how often, what counts as reached and what ends a run at once. */
export function EntryPanel({ content, problems, close }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { name, define } = useFlowActions();
  const { definition } = content;
  return (
    <Stack gap={16} data-testid="entry-panel">
      <PanelHead
        title={t('flows.type.entry')}
        problems={problems.filter((problem) => !definition.steps.some((step) => step.id === problem.step))}
        close={close}
      />
      <Fields>
        <Text size="sm" c="dimmed">
          {entryWords(t, names, definition.entry)}
        </Text>
        <TextInput
          label={t('common.name')}
          maxLength={200}
          value={content.name}
          onChange={(event) => name({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('flows.entry.description')}
          autosize
          value={content.description ?? ''}
          onChange={(event) => name({ description: event.currentTarget.value })}
        />
        <EntryFields entry={definition.entry} />
        <ReentryFields definition={definition} />
        <NumberInput
          label={t('flows.entry.holdout')}
          description={t('flows.entry.holdoutHelp')}
          min={0}
          max={50}
          decimalScale={2}
          suffix=" %"
          value={definition.holdout ?? 0}
          onChange={(share) => typeof share === 'number' && define({ holdout: share || undefined }, 'holdout')}
        />
        <Select
          label={t('flows.entry.priority')}
          description={t('flows.entry.priorityHelp')}
          data={(['low', 'normal', 'high'] as const).map((value) => ({
            value,
            label: t(`flows.entry.priorityKind.${value}`),
          }))}
          value={definition.priority ?? 'normal'}
          allowDeselect={false}
          onChange={(value) => {
            const priority = value === 'normal' ? undefined : (value as 'low' | 'high');
            define({ priority }, 'priority');
          }}
        />
        <TriggerField
          label={t('flows.entry.goal')}
          description={t('flows.entry.goalHelp')}
          value={definition.goal}
          onChange={(goal) => define({ goal }, 'goal')}
        />
        {definition.goal && (
          <Switch
            label={t('flows.entry.goalExits')}
            description={t('flows.entry.goalExitsHelp')}
            checked={definition.goalExits ?? true}
            onChange={(event) => define({ goalExits: event.currentTarget.checked ? undefined : false }, 'goalExits')}
          />
        )}
        <Exits definition={definition} />
      </Fields>
    </Stack>
  );
}

function EntryFields({ entry }: { entry: FlowEntry }) {
  const { t } = useTranslation();
  const { define } = useFlowActions();
  const segments = useSegments().data ?? [];
  const schema = useObservedSchema().data;
  const properties = schema?.events.find((event) => event.name === entry.match?.event)?.properties ?? [];
  const set = (change: { [K in keyof FlowEntry]?: FlowEntry[K] | undefined }, field: string) => {
    const next = Object.entries({ ...entry, ...change }).filter(([, value]) => value !== undefined);
    define({ entry: Object.fromEntries(next) as FlowEntry }, `entry:${field}`);
  };
  return (
    <>
      <Select
        label={t('flows.entry.how')}
        data={(['event', 'segment', 'segmentLeft', 'date', 'schedule', 'list', 'form', 'api'] as const).map(
          (value) => ({
            value,
            label: t(`flows.entry.${value}`),
          }),
        )}
        value={entry.type}
        onChange={(type) => type && set({ type: type as FlowEntry['type'] }, 'type')}
      />
      {entry.type === 'event' ? (
        <>
          <EventMatchField
            label={t('flows.entry.which')}
            value={entry.match}
            onChange={(match) => set({ match }, 'match')}
          />
          <TextInput
            label={t('flows.entry.key')}
            description={t('flows.entry.keyHelp')}
            list={`${entryId}-properties`}
            value={entry.key ?? ''}
            onChange={(event) => set({ key: event.currentTarget.value || undefined }, 'key')}
          />
          <datalist id={`${entryId}-properties`}>
            {properties.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      ) : null}
      {entry.type === 'date' && <DateEntryFields entry={entry} set={set} />}
      {entry.type === 'schedule' && <ScheduleFields entry={entry} set={set} />}
      {entry.type === 'form' && <FormEntryFields entry={entry} set={set} />}
      {entry.type === 'list' && <ListSelect value={entry.list} onChange={(list) => set({ list }, 'list')} />}
      {entry.type === 'api' && (
        <Text size="sm" c="dimmed">
          {t('flows.entry.apiHelp')}
        </Text>
      )}
      {(entry.type === 'segment' || entry.type === 'segmentLeft' || entry.type === 'schedule') && (
        <Select
          label={t(entry.type === 'schedule' ? 'flows.entry.whoLabel' : 'flows.entry.segmentLabel')}
          clearable={entry.type === 'schedule'}
          searchable
          data={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={entry.segment ?? null}
          onChange={(segment) => set({ segment: segment ?? undefined }, 'segment')}
        />
      )}
    </>
  );
}

function ReentryFields({ definition }: { definition: FlowDefinition }) {
  const { t } = useTranslation();
  const { define } = useFlowActions();
  return (
    <>
      <Select
        label={t('flows.entry.reentry')}
        data={reentries.map((value) => ({ value, label: t(`flows.entry.reentryKind.${value}`) }))}
        value={definition.reentry}
        onChange={(value) => {
          const reentry = value as FlowDefinition['reentry'];
          const reentryWait = reentry === 'afterWait' ? (definition.reentryWait ?? 'P30D') : undefined;
          define({ reentry, reentryWait }, 'reentry');
        }}
      />
      {definition.reentry === 'afterWait' && (
        <DurationInput
          units={flowUnits}
          label={t('flows.entry.reentryWait')}
          value={definition.reentryWait}
          onChange={(reentryWait) => define({ reentryWait }, 'reentryWait')}
        />
      )}
    </>
  );
}

function Exits({ definition }: { definition: FlowDefinition }) {
  const { t } = useTranslation();
  const { define } = useFlowActions();
  // A row without a choice is not kept, so the one being filled in lives here.
  const [open, setOpen] = useState(false);
  const exits = definition.exits ?? [];
  const rows = open ? [...exits, undefined] : exits;
  return (
    <Input.Wrapper label={t('flows.entry.exits')} description={t('flows.entry.exitsHelp')} component="div">
      <div className={css.rows}>
        {rows.map((exit, place) => (
          <TriggerField
            key={place}
            label={t('flows.entry.exit', { number: place + 1 })}
            value={exit}
            onChange={(match) => {
              if (place >= exits.length) setOpen(false);
              const next = rows.map((old, at) => (at === place ? match : old)).filter((one) => one !== undefined);
              define({ exits: next }, `exits:${place}`);
            }}
          />
        ))}
        {!open && (
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={() => setOpen(true)}
            >
              {t('flows.entry.addExit')}
            </Button>
          </div>
        )}
      </div>
    </Input.Wrapper>
  );
}
