import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DurationUnit, durationUnits, readDuration, writeDuration } from './duration.model';

type Props = {
  label: string;
  /** ISO 8601. */
  value: string | undefined;
  onChange: (value: string) => void;
  units?: readonly DurationUnit[];
  hideLabel?: boolean;
};

export function DurationInput({ label, value, onChange, units = durationUnits, hideLabel = false }: Props) {
  const { t } = useTranslation();
  const { amount, unit } = readDuration(value) ?? { amount: 7, unit: 'days' as const };
  return (
    <Group gap={4} align="flex-end" wrap="nowrap">
      <NumberInput
        {...(hideLabel ? { 'aria-label': label } : { label })}
        w={72}
        styles={{ label: { whiteSpace: 'nowrap' } }}
        min={1}
        max={9999}
        allowDecimal={false}
        hideControls
        value={amount}
        onChange={(next) => typeof next === 'number' && next > 0 && onChange(writeDuration({ amount: next, unit }))}
      />
      <Select
        aria-label={`${label}: ${t('common.unit')}`}
        w={116}
        value={unit}
        data={units.map((choice) => ({ value: choice, label: t(`common.units.${choice}`) }))}
        onChange={(next) => next && onChange(writeDuration({ amount, unit: next as DurationUnit }))}
      />
    </Group>
  );
}
