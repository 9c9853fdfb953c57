import { NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { lastPasses } from '../model/line.model';
import { DurationField } from './DurationField';

/** How many may pass in which time, and how long the line is at that pace. */
export function ThrottleFields({ step, waiting }: { step: FlowStep; waiting: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { edit } = useFlowActions();
  const last = lastPasses(waiting, step.most, step.per);
  return (
    <>
      <NumberInput
        label={t('flows.panel.most')}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        value={step.most ?? 100}
        onChange={(most) => typeof most === 'number' && edit(step.id, { most }, 'most')}
      />
      <DurationField step={step} field="per" label={t('flows.panel.per')} help={t('flows.panel.throttleHelp')} />
      {last && (
        <Text size="sm">
          {t('flows.panel.line', {
            waiting: format.number(waiting),
            time: t(`flows.duration.${last.unit}`, { count: last.amount }),
          })}
        </Text>
      )}
    </>
  );
}
