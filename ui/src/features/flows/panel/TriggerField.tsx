import { ActionIcon, Group, Input, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { ConditionEditor } from '@/kit/condition/ConditionEditor';
import { newCondition } from '@/kit/condition/condition.model';
import { EventMatchField } from '@/kit/match/EventMatchField';
import type { FlowTrigger } from '../model/flow.model';
import { kindOf, type TriggerKind, triggerKinds } from '../model/trigger.model';
import css from './Panel.module.css';

type Props = {
  label: string;
  description?: string;
  value: FlowTrigger | undefined;
  onChange: (value: FlowTrigger | undefined) => void;
};

/** What ends a run or reaches the goal: an event, a segment entered or left, or a condition. */
export function TriggerField({ label, description, value, onChange }: Props) {
  const { t } = useTranslation();
  const segments = useSegments().data ?? [];
  // A kind without its event or segment is not kept, so it lives here.
  const [chosen, setChosen] = useState<TriggerKind | null>(null);
  const kind = chosen ?? kindOf(value);
  const keep = (next: FlowTrigger | undefined) => {
    setChosen(next === undefined ? kind : null);
    onChange(next);
  };
  const choose = (next: TriggerKind) => {
    if (next === 'condition') return keep({ condition: newCondition('event') });
    if (value !== undefined && 'segment' in value && (next === 'entered' || next === 'left')) {
      return keep({ ...value, when: next });
    }
    setChosen(next);
  };
  return (
    <Input.Wrapper label={label} description={description} component="div">
      <div className={css.trigger}>
        <Group gap={8} wrap="nowrap">
          <Select
            flex={1}
            aria-label={`${label}: ${t('flows.trigger.kind')}`}
            data={triggerKinds.map((one) => ({ value: one, label: t(`flows.trigger.${one}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(next) => next && choose(next as TriggerKind)}
          />
          {value !== undefined && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('flows.trigger.remove', { label })}
              onClick={() => {
                setChosen(null);
                onChange(undefined);
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
        {kind === 'event' && (
          <EventMatchField
            label={t('flows.entry.which')}
            value={value !== undefined && 'event' in value ? value : undefined}
            onChange={keep}
          />
        )}
        {(kind === 'entered' || kind === 'left') && (
          <Select
            aria-label={t('flows.entry.segmentLabel')}
            placeholder={t('flows.entry.segmentLabel')}
            searchable
            data={segments.map(({ id, name }) => ({ value: id, label: name }))}
            value={value !== undefined && 'segment' in value ? value.segment : null}
            onChange={(segment) => segment !== null && keep({ segment, when: kind })}
          />
        )}
        {kind === 'condition' && value !== undefined && 'condition' in value && (
          <ConditionEditor value={value.condition} onChange={(condition) => keep({ condition })} />
        )}
      </div>
    </Input.Wrapper>
  );
}
