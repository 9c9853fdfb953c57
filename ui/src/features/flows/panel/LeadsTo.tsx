import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import { type FlowDefinition, type FlowStep, ledTo, possibleTargets, type Slot, slotsOf } from '../model/flow.model';
import { slotWords, stepWords } from '../model/words.model';

type Words = (key: string, values?: Record<string, unknown>) => string;

function labelOf(t: Words, step: FlowStep, slot: Slot): string {
  switch (step.type) {
    case 'condition':
      return t(slot === 'next' ? 'flows.panel.leadsYes' : 'flows.panel.leadsNo');
    case 'waitForEvent':
      return t(slot === 'next' ? 'flows.panel.leadsCame' : 'flows.panel.leadsTimeout');
    case 'split': {
      if (step.ways?.length) return t('flows.panel.leadsShare', { share: slotWords(t, step, slot) });
      const percent = step.percent ?? 50;
      return t('flows.panel.leadsShare', { share: `${slot === 'next' ? percent : 100 - percent} %` });
    }
    case 'experiment':
    case 'switch':
    case 'webhook':
    case 'waitUntilDate':
    case 'issueCoupon':
    case 'waitForCondition': {
      const way = slotWords(t, step, slot);
      return way === '' ? t('flows.panel.leads') : t('flows.panel.leadsWay', { way });
    }
    default:
      return t('flows.panel.leads');
  }
}

/** Where each way out of a step leads; it can be led to another step, also back up behind a wait. */
export function LeadsTo({ step, definition }: { step: FlowStep; definition: FlowDefinition }) {
  return (
    <>
      {slotsOf(step).map((slot) => (
        <LeadSelect key={slot} step={step} slot={slot} definition={definition} />
      ))}
    </>
  );
}

type LeadProps = { step: FlowStep; slot: Slot; definition: FlowDefinition };

/** Where one way leads. */
export function LeadSelect({ step, slot, definition }: LeadProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { lead } = useFlowActions();
  return (
    <Select
      label={labelOf(t, step, slot)}
      data={possibleTargets(definition, { from: step.id, slot }).map((target) => ({
        value: target.id,
        label: target.name ?? stepWords(t, names, target),
      }))}
      value={ledTo(step, slot) ?? null}
      onChange={(to) => to && lead({ from: step.id, slot }, to)}
    />
  );
}
