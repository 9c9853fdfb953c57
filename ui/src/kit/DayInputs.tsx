import { TextInput } from '@mantine/core';

export type Days = { from: string; to: string };

type Props = { value: Days; labels: Days; onChange: (days: Days) => void };

/** Two days, each of which may be empty. */
export function DayInputs({ value, labels, onChange }: Props) {
  return (['from', 'to'] as const).map((end) => (
    <TextInput
      key={end}
      type="date"
      label={labels[end]}
      value={value[end]}
      onChange={(event) => onChange({ ...value, [end]: event.currentTarget.value })}
    />
  ));
}
