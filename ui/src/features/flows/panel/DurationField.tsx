import { Text } from '@mantine/core';
import { DurationInput } from '@/kit/DurationInput';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';
import { flowUnits } from './flowUnits';

type Props = { step: FlowStep; field: 'duration' | 'timeout' | 'per'; label: string; help?: string };

/** A time that a step has, with what it means. */
export function DurationField({ step, field, label, help }: Props) {
  const { edit } = useFlowActions();
  return (
    <div>
      <DurationInput
        units={flowUnits}
        label={label}
        value={step[field]}
        onChange={(duration) => edit(step.id, { [field]: duration }, field)}
      />
      {help && (
        <Text size="xs" c="dimmed" mt={4}>
          {help}
        </Text>
      )}
    </div>
  );
}
