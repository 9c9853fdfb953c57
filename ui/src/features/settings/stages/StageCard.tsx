import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { HueBadge } from '@/kit/StageBadge';
import { RuleRow } from './RuleRow';
import { hues, newRule, type Rule, type Stage } from './stages.model';

type Props = {
  stage: Stage;
  persons: number | undefined;
  first: boolean;
  last: boolean;
  onChange: (stage: Stage) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

export function StageCard({ stage, persons, first, last, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const put = (place: number, rule: Rule) =>
    onChange({ ...stage, rules: stage.rules.map((old, at) => (at === place ? rule : old)) });
  return (
    <Section
      title={stage.name || t('settings.stages.newName')}
      actions={
        <Group gap={4}>
          <HueBadge
            hue={stage.hue}
            label={
              persons === undefined ? '–' : t('common.people.count', { count: persons, shown: format.number(persons) })
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={first}
            aria-label={t('settings.stages.up', { name: stage.name })}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={last}
            aria-label={t('settings.stages.down', { name: stage.name })}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('settings.stages.remove', { name: stage.name })}
            onClick={onRemove}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      }
    >
      <Stack gap={12}>
        <Group gap={12} align="flex-end">
          <TextInput
            label={t('common.name')}
            required
            value={stage.name}
            onChange={(event) => onChange({ ...stage, name: event.currentTarget.value })}
          />
          <Select
            label={t('settings.stages.hue')}
            w={180}
            data={hues.map((hue) => ({ value: hue, label: t(`settings.stages.hues.${hue}`) }))}
            value={stage.hue}
            onChange={(hue) => hue && onChange({ ...stage, hue: hue as Stage['hue'] })}
          />
          <NumberInput
            label={t('settings.stages.exit')}
            w={200}
            min={1}
            allowDecimal={false}
            placeholder={t('settings.stages.never')}
            value={stage.exitAfterDays ?? ''}
            onChange={(days) => {
              const { exitAfterDays: _old, ...rest } = stage;
              onChange(typeof days === 'number' ? { ...rest, exitAfterDays: days } : rest);
            }}
          />
        </Group>
        <Text size="sm" fw={500}>
          {t('stagerules.title')}
        </Text>
        {stage.rules.map((rule, place) => (
          <RuleRow
            key={place}
            rule={rule}
            onChange={(next) => put(place, next)}
            onRemove={
              stage.rules.length > 1
                ? () => onChange({ ...stage, rules: stage.rules.filter((_, at) => at !== place) })
                : undefined
            }
          />
        ))}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} />}
            onClick={() => onChange({ ...stage, rules: [...stage.rules, newRule()] })}
          >
            {t('stagerules.add')}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}
