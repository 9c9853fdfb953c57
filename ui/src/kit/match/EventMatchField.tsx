import { Input } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { MatchField } from '../condition/MatchField';

type EventMatch = Schemas['EventMatch'];
type Props = {
  label: string;
  description?: string;
  value: EventMatch | undefined;
  onChange: (value: EventMatch | undefined) => void;
};

/** An event that may be missing: emptying its name takes it away. */
export function EventMatchField({ label, description, value, onChange }: Props) {
  return (
    <Input.Wrapper label={label} description={description} component="div">
      <MatchField
        label={label}
        hideLabel
        value={value ?? { event: '' }}
        onChange={(match) => onChange(match.event === '' ? undefined : match)}
      />
    </Input.Wrapper>
  );
}
