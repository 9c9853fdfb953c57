import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowEntry } from '../model/flow.model';
import { TraitName } from './WaysFields';

type Change = { [K in keyof FlowEntry]?: FlowEntry[K] | undefined };
type Props = { entry: FlowEntry; set: (change: Change, field: string) => void };
const rules = ['', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY'] as const;

/** An entry on a day that a trait names, such as a birthday. */
export function DateEntryFields({ entry, set }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TraitName
        label={t('flows.panel.dateTrait')}
        value={entry.trait ?? ''}
        onChange={(trait) => set({ trait }, 'trait')}
      />
      <Checkbox
        label={t('flows.entry.yearly')}
        checked={entry.yearly ?? false}
        onChange={(event) => set({ yearly: event.currentTarget.checked }, 'yearly')}
      />
      <NumberInput
        label={t('flows.panel.offset')}
        description={t('flows.panel.offsetHelp')}
        allowDecimal={false}
        value={entry.offsetDays ?? 0}
        onChange={(days) => typeof days === 'number' && set({ offsetDays: days }, 'offsetDays')}
      />
      <TextInput
        type="time"
        label={t('flows.panel.at')}
        description={t('flows.entry.atHelp')}
        value={entry.at ?? '09:00'}
        onChange={(event) => set({ at: event.currentTarget.value }, 'at')}
      />
    </>
  );
}

/** An entry by the calendar. */
export function ScheduleFields({ entry, set }: Props) {
  const { t } = useTranslation();
  const rule = entry.rule ?? '';
  const known = rules.find((one) => one === rule);
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t('flows.entry.start')}
        description={t('flows.entry.atHelp')}
        value={entry.start ?? ''}
        onChange={(event) => set({ start: event.currentTarget.value }, 'start')}
      />
      <Select
        label={t('flows.entry.repeats')}
        data={[
          ...rules.map((value) => ({
            value: value || 'once',
            label: t(`flows.say.every.${value.replace('FREQ=', '') || 'once'}`),
          })),
          { value: 'own', label: t('flows.entry.ownRule') },
        ]}
        value={known === undefined ? 'own' : known || 'once'}
        onChange={(choice) =>
          set({ rule: choice === 'once' ? '' : choice === 'own' ? 'FREQ=WEEKLY;BYDAY=MO,TH' : (choice ?? '') }, 'rule')
        }
      />
      {known === undefined && (
        <TextInput
          label={t('flows.entry.rule')}
          description={t('flows.entry.ruleHelp')}
          value={rule}
          onChange={(event) => set({ rule: event.currentTarget.value }, 'rule')}
        />
      )}
    </>
  );
}
