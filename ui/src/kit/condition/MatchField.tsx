import { ActionIcon, Autocomplete, Button, Group, Select, Stack } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { type EventMatch, type Operator, operators, type PropertyCondition, withOperator } from './condition.model';
import { ValueInput } from './ValueInput';

type Props = {
  label: string;
  value: EventMatch;
  onChange: (value: EventMatch) => void;
  hideLabel?: boolean;
  /** What an empty event means, where that is allowed: "any event". */
  placeholder?: string;
};

/** An event with conditions on its properties. Suggests what was observed, takes any name. */
export function MatchField({ label, value, onChange, hideLabel = false, placeholder }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema();
  const names = (schema.data?.events ?? []).map((event) => event.name);
  const observed = schema.data?.events.find((event) => event.name === value.event)?.properties ?? [];
  const where = value.where ?? [];
  const put = (rows: PropertyCondition[]) => {
    const { where: _dropped, ...rest } = value;
    onChange(rows.length === 0 ? rest : { ...rest, where: rows });
  };
  return (
    <Stack gap={8} style={{ flex: '1 1 auto', minWidth: 'min(260px, 100%)' }}>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <Autocomplete
          {...(hideLabel ? { 'aria-label': label } : { label })}
          placeholder={placeholder ?? t('condition.chooseEvent')}
          style={{ flex: 1, maxWidth: 360 }}
          data={names}
          limit={30}
          value={value.event}
          onChange={(event) => onChange({ ...value, event })}
        />
        {value.event !== '' && (
          <Button
            className="no-print"
            variant="subtle"
            color="gray"
            px={8}
            leftSection={<IconFilter size={16} stroke={1.6} />}
            onClick={() => put([...where, { property: '', operator: 'equals', value: '' }])}
          >
            {t('condition.where')}
          </Button>
        )}
      </Group>
      {where.map((row, place) => (
        <PropertyRow
          key={place}
          row={row}
          properties={observed.map((property) => property.name)}
          suggestions={observed.find((property) => property.name === row.property)?.values ?? []}
          onChange={(next) => put(where.map((old, at) => (at === place ? next : old)))}
          onRemove={() => put(where.filter((_, at) => at !== place))}
        />
      ))}
    </Stack>
  );
}

type RowProps = {
  row: PropertyCondition;
  properties: string[];
  suggestions: readonly string[];
  onChange: (row: PropertyCondition) => void;
  onRemove: () => void;
};

/** One condition on a property. */
export function PropertyRow({ row, properties, suggestions, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  return (
    <Group gap={4} pl={16}>
      <Autocomplete
        aria-label={t('condition.property')}
        placeholder={t('condition.property')}
        w={160}
        data={properties}
        value={row.property}
        onChange={(property) => onChange({ ...row, property })}
      />
      <OperatorSelect value={row.operator} onChange={(operator) => onChange(withOperator(row, operator))} />
      <ValueInput
        operator={row.operator}
        row={row}
        suggestions={suggestions}
        onChange={(change) => onChange({ ...row, ...change })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('common.remove')} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}

export function OperatorSelect({ value, onChange }: { value: Operator; onChange: (value: Operator) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t('condition.operatorLabel')}
      w={150}
      value={value}
      data={operators.map((operator) => ({ value: operator, label: t(`condition.operator.${operator}`) }))}
      onChange={(next) => next && onChange(next as Operator)}
    />
  );
}
