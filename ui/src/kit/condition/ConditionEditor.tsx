import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './ConditionEditor.module.css';
import { ConditionFields } from './ConditionFields';
import { type Condition, type ConditionType, conditionTypes, newCondition } from './condition.model';

type Props = {
  value: Condition;
  onChange: (value: Condition) => void;
  onRemove?: (() => void) | undefined;
  /** Groups inside groups stop here; nobody reads a fourth level. */
  depth?: number;
  /** Kinds that make no sense here. */
  without?: readonly ConditionType[];
};

const nothing: readonly ConditionType[] = [];

/** One condition of the closed tree, with its kind and its fields; groups hold further ones. */
export function ConditionEditor({ value, onChange, onRemove, depth = 0, without = nothing }: Props) {
  const { t } = useTranslation();
  const types = conditionTypes
    .filter((type) => depth < 2 || !['all', 'any', 'not'].includes(type))
    .filter((type) => !without.includes(type));
  const isGroup = value.type === 'all' || value.type === 'any';
  return (
    <div className={css.one}>
      <div className={css.body}>
        <Select
          aria-label={t('condition.kind')}
          w={220}
          value={value.type}
          data={types.map((type) => ({ value: type, label: t(`condition.type.${type}`) }))}
          onChange={(type) => type && onChange(changeType(value, type as ConditionType))}
        />
        {isGroup && <Group value={value} onChange={onChange} depth={depth} without={without} />}
        {value.type === 'not' && (
          <div className={css.group}>
            <ConditionEditor
              value={value.condition ?? newCondition('event')}
              onChange={(condition) => onChange({ ...value, condition })}
              depth={depth + 1}
              without={without}
            />
          </div>
        )}
        {!isGroup && value.type !== 'not' && <ConditionFields value={value} onChange={onChange} />}
      </div>
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('condition.remove')} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

function Group({ value, onChange, depth, without }: Required<Omit<Props, 'onRemove'>>) {
  const { t } = useTranslation();
  const conditions = value.conditions ?? [];
  return (
    <div className={css.group}>
      {conditions.map((condition, place) => (
        <ConditionEditor
          key={place}
          value={condition}
          depth={depth + 1}
          without={without}
          onChange={(next) =>
            onChange({ ...value, conditions: conditions.map((old, at) => (at === place ? next : old)) })
          }
          onRemove={
            conditions.length > 1
              ? () => onChange({ ...value, conditions: conditions.filter((_, at) => at !== place) })
              : undefined
          }
        />
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange({ ...value, conditions: [...conditions, newCondition('event')] })}
        >
          {t('condition.add')}
        </Button>
      </div>
    </div>
  );
}

/** A group keeps its conditions when it turns from all to any, and takes in what it grew out of. */
function changeType(from: Condition, type: ConditionType): Condition {
  const grouped = from.type === 'all' || from.type === 'any';
  if (type === 'all' || type === 'any') return { type, conditions: grouped ? (from.conditions ?? []) : [from] };
  if (type === 'not')
    return { type, condition: from.type === 'not' ? (from.condition ?? newCondition('event')) : from };
  return newCondition(type);
}
