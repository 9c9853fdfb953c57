import { ActionIcon, Autocomplete, Button, CloseButton, Input, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import css from './EventMatchField.module.css';
import {
  type EventMatch,
  kindOf,
  type ObservedSchema,
  type Operator,
  operands,
  operatorsFor,
  type PropertyCondition,
  readScalar,
  readScalars,
  withOperator,
} from './match.model';

type Props = {
  label: string;
  description?: string;
  value: EventMatch | undefined;
  onChange: (value: EventMatch | undefined) => void;
  error?: string | undefined;
  required?: boolean;
};

/** An event and conditions on its properties, picked from what was observed; other names may be typed. */
export function EventMatchField({ label, description, value, onChange, error, required = false }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const conditions = value?.where ?? [];
  const properties = schema?.events.find((event) => event.name === value?.event)?.properties ?? [];
  const setWhere = (where: PropertyCondition[]) => {
    if (value) onChange(where.length === 0 ? { event: value.event } : { event: value.event, where });
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={required} component="div">
      <Autocomplete
        mt={4}
        aria-label={label}
        placeholder={t('match.event')}
        data={schema?.events.map((event) => event.name) ?? []}
        limit={50}
        value={value?.event ?? ''}
        rightSection={
          value ? <CloseButton size="sm" aria-label={t('match.clear')} onClick={() => onChange(undefined)} /> : null
        }
        onChange={(event) =>
          onChange(event === '' ? undefined : conditions.length > 0 ? { event, where: conditions } : { event })
        }
      />
      {value && (
        <div className={css.conditions}>
          {conditions.map((condition, place) => (
            <ConditionRow
              key={place}
              condition={condition}
              event={value.event}
              schema={schema}
              onChange={(next) => setWhere(conditions.map((one, index) => (index === place ? next : one)))}
              onRemove={() => setWhere(conditions.filter((_, index) => index !== place))}
            />
          ))}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              setWhere([...conditions, { property: properties[0]?.name ?? '', operator: 'equals', value: '' }])
            }
          >
            {t('match.addCondition')}
          </Button>
        </div>
      )}
    </Input.Wrapper>
  );
}

type RowProps = {
  condition: PropertyCondition;
  event: string;
  schema: ObservedSchema | undefined;
  onChange: (condition: PropertyCondition) => void;
  onRemove: () => void;
};

function ConditionRow({ condition, event, schema, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const observed = schema?.events.find((candidate) => candidate.name === event)?.properties ?? [];
  const kind = kindOf(schema, event, condition.property);
  const suggestions = observed.find((property) => property.name === condition.property)?.values ?? [];
  const operators = [...new Set([...operatorsFor(kind), condition.operator])];
  return (
    <div className={css.row}>
      <Autocomplete
        size="xs"
        aria-label={t('match.property')}
        placeholder={t('match.property')}
        data={observed.map((property) => property.name)}
        value={condition.property}
        onChange={(property) => onChange({ ...condition, property })}
      />
      <Select
        size="xs"
        aria-label={t('match.operatorLabel')}
        value={condition.operator}
        data={operators.map((operator) => ({ value: operator, label: t(`match.operator.${operator}`) }))}
        onChange={(operator) => operator && onChange(withOperator(condition, operator as Operator))}
      />
      <ValueField condition={condition} kind={kind} suggestions={suggestions} onChange={onChange} />
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('match.removeCondition')} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </div>
  );
}

type ValueProps = {
  condition: PropertyCondition;
  kind: ReturnType<typeof kindOf>;
  suggestions: string[];
  onChange: (condition: PropertyCondition) => void;
};

function ValueField({ condition, kind, suggestions, onChange }: ValueProps) {
  const { t } = useTranslation();
  const label = t('match.value');
  const values = condition.values ?? [];
  switch (operands(condition.operator)) {
    case 'none':
      return null;
    case 'one':
      return (
        <Typed
          label={label}
          text={String(condition.value ?? '')}
          suggestions={suggestions}
          onChange={(text) => onChange({ ...condition, value: readScalar(text, kind) })}
        />
      );
    case 'many':
      return (
        <Typed
          label={t('match.values')}
          text={values.join('; ')}
          suggestions={[]}
          onChange={(text) => onChange({ ...condition, values: readScalars(text, kind) })}
        />
      );
    case 'two':
      return (
        <div className={css.pair}>
          {[0, 1].map((place) => (
            <Typed
              key={place}
              label={label}
              text={String(values[place] ?? '')}
              suggestions={suggestions}
              onChange={(text) => {
                const next = [values[0] ?? '', values[1] ?? ''];
                next[place] = readScalar(text, kind);
                onChange({ ...condition, values: next });
              }}
            />
          ))}
        </div>
      );
  }
}

type TypedProps = { label: string; text: string; suggestions: string[]; onChange: (text: string) => void };

/** Keeps what is being typed ("1." or "red; ") until the field is left, though it reads as another value meanwhile. */
function Typed({ label, text, suggestions, onChange }: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (next: string) => {
    setTyped(next);
    onChange(next);
  };
  const shared = { size: 'xs', 'aria-label': label, placeholder: label, onBlur: () => setTyped(null) } as const;
  if (suggestions.length === 0) {
    return <TextInput {...shared} value={typed ?? text} onChange={(event) => type(event.currentTarget.value)} />;
  }
  return <Autocomplete {...shared} data={suggestions} value={typed ?? text} onChange={type} />;
}
