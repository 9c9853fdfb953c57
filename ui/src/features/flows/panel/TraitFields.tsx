import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { TraitName } from './WaysFields';

const kinds = ['string', 'number', 'boolean'] as const;
type Kind = (typeof kinds)[number];
type Value = NonNullable<FlowStep['value']>;

/** The same value as one of another kind, as far as that goes. */
function as(kind: Kind, value: Value): Value {
  if (kind === 'boolean') return value === true || value === 'true';
  if (kind === 'string') return String(value);
  return Number.isFinite(Number(value)) ? Number(value) : 0;
}

/** Which trait a step sets, to a text, a number, or yes or no. */
export function TraitFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const value = step.value ?? '';
  const kind = typeof value as Kind;
  const set = (next: Value) => edit(step.id, { value: next }, 'value');
  const label = t('flows.panel.value');
  return (
    <>
      <TraitName
        label={t('flows.panel.trait')}
        value={step.trait ?? ''}
        onChange={(trait) => edit(step.id, { trait }, 'trait')}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('flows.panel.valueKind')}
        data={kinds.map((one) => ({ value: one, label: t(`flows.panel.valueIs.${one}`) }))}
        value={kind}
        onChange={(next) => set(as(next as Kind, value))}
      />
      {kind === 'string' && (
        <TextInput label={label} value={String(value)} onChange={(event) => set(event.currentTarget.value)} />
      )}
      {kind === 'number' && (
        <NumberInput label={label} value={Number(value)} onChange={(next) => typeof next === 'number' && set(next)} />
      )}
      {kind === 'boolean' && (
        <Select
          label={label}
          data={[
            { value: 'true', label: t('common.yes') },
            { value: 'false', label: t('common.no') },
          ]}
          value={String(value)}
          allowDeselect={false}
          onChange={(next) => set(next === 'true')}
        />
      )}
    </>
  );
}
