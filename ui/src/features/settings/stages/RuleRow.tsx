import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from '@/kit/condition/ConditionEditor';
import { newCondition } from '@/kit/condition/condition.model';
import { MatchField } from '@/kit/condition/MatchField';
import { type Rule, ruleKinds } from './stages.model';

type Props = { rule: Rule; onChange: (rule: Rule) => void; onRemove: (() => void) | undefined };

/** One way into a stage: when an event comes, while a condition holds, or both. */
export function RuleRow({ rule, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const { on, condition, kind } = rule;
  return (
    <Group gap={4} align="flex-start" wrap="nowrap">
      <Stack gap={8} style={{ flex: 1, minWidth: 0 }}>
        <Group gap={8} align="flex-start">
          <Select
            aria-label={t('stagerules.kind')}
            w={260}
            value={kind}
            data={ruleKinds.map((value) => ({ value, label: t(`stagerules.kinds.${value}`) }))}
            onChange={(value) => value && onChange({ ...rule, kind: value as Rule['kind'] })}
          />
          {on !== undefined && (
            <MatchField
              hideLabel
              label={t('stagerules.event')}
              value={on}
              onChange={(next) => onChange({ ...rule, on: next })}
            />
          )}
        </Group>
        {condition !== undefined && (
          <div>
            <Text size="sm" mb={4}>
              {t(on === undefined ? 'stagerules.whenever' : 'stagerules.and')}
            </Text>
            <ConditionEditor
              value={condition}
              without={['stage']}
              onChange={(next) => onChange({ ...rule, condition: next })}
            />
          </div>
        )}
        <RuleParts rule={rule} onChange={onChange} />
      </Stack>
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('stagerules.remove')} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}

/** Adds the part that is missing, or takes one of two away. */
function RuleParts({ rule, onChange }: Omit<Props, 'onRemove'>) {
  const { t } = useTranslation();
  const { on, condition, ...rest } = rule;
  const button = (label: string, next: Rule) => (
    <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange(next)}>
      {label}
    </Button>
  );
  return (
    <Group gap={4}>
      {condition === undefined && button(t('stagerules.addCondition'), { ...rule, condition: newCondition('event') })}
      {on === undefined && button(t('stagerules.addEvent'), { ...rule, on: { event: '' } })}
      {on !== undefined && condition !== undefined && (
        <>
          {button(t('stagerules.anyEvent'), { ...rest, condition })}
          {button(t('stagerules.noCondition'), { ...rest, on })}
        </>
      )}
    </Group>
  );
}
