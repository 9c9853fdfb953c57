import { NumberInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/kit/DurationInput';
import { useFormat } from '@/kit/format';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { lastPasses } from '../model/line.model';
import { flowUnits } from './flowUnits';

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
      <DurationInput
        units={flowUnits}
        label={t('flows.panel.per')}
        value={step.per}
        onChange={(per) => edit(step.id, { per }, 'per')}
      />
      <Text size="xs" c="dimmed">
        {t('flows.panel.throttleHelp')}
      </Text>
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
