import { ActionIcon, Autocomplete, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema, usePersonLists, useSegments, useStages } from '@/api/lists';
import { DurationInput } from '../DurationInput';
import { stageName } from '../stageName';
import { type Condition, withOperator } from './condition.model';
import { MatchField, OperatorSelect } from './MatchField';
import { ValueInput } from './ValueInput';

type Props = { value: Condition; onChange: (value: Condition) => void };

export function ConditionFields(props: Props) {
  switch (props.value.type) {
    case 'event':
      return <EventFields {...props} />;
    case 'trait':
      return <TraitFields {...props} />;
    case 'sequence':
      return <SequenceFields {...props} />;
    case 'lastSeen':
    case 'firstSeen':
      return <SeenFields {...props} />;
    case 'sessions':
      return <CountFields {...props} />;
    case 'stage':
      return <StageField {...props} />;
    case 'segment':
      return <SegmentField {...props} />;
    case 'list':
      return <ListField {...props} />;
    default:
      return null;
  }
}

function CountFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <Select
        aria-label={t('condition.comparisonLabel')}
        w={130}
        value={value.comparison ?? 'atLeast'}
        data={(['atLeast', 'atMost', 'exactly'] as const).map((choice) => ({
          value: choice,
          label: t(`condition.comparison.${choice}`),
        }))}
        onChange={(comparison) => comparison && onChange({ ...value, comparison: comparison as 'atLeast' })}
      />
      <NumberInput
        aria-label={t('condition.count')}
        w={72}
        min={0}
        allowDecimal={false}
        hideControls
        value={value.count ?? 1}
        onChange={(count) => typeof count === 'number' && onChange({ ...value, count })}
      />
      <Text size="sm">{t('condition.times', { count: value.count ?? 1 })}</Text>
    </Group>
  );
}

function EventFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const ever = value.within === undefined;
  return (
    <>
      <MatchField
        label={t('condition.event')}
        hideLabel
        value={value.match ?? { event: '' }}
        onChange={(match) => onChange({ ...value, match })}
      />
      <CountFields value={value} onChange={onChange} />
      <Group gap={4}>
        <Select
          aria-label={t('condition.period')}
          w={130}
          value={ever ? 'ever' : 'within'}
          data={[
            { value: 'ever', label: t('condition.ever') },
            { value: 'within', label: t('condition.within') },
          ]}
          onChange={(choice) => {
            const { within: _old, ...rest } = value;
            onChange(choice === 'ever' ? rest : { ...rest, within: 'P30D' });
          }}
        />
        {!ever && (
          <DurationInput
            label={t('condition.within')}
            hideLabel
            value={value.within}
            onChange={(within) => onChange({ ...value, within })}
          />
        )}
      </Group>
    </>
  );
}

function TraitFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const traits = useObservedSchema().data?.traits ?? [];
  const operator = value.operator ?? 'equals';
  return (
    <Group gap={4}>
      <Autocomplete
        aria-label={t('condition.trait')}
        placeholder={t('condition.trait')}
        w={180}
        data={traits.map((trait) => trait.name)}
        value={value.trait ?? ''}
        onChange={(trait) => onChange({ ...value, trait })}
      />
      <OperatorSelect value={operator} onChange={(next) => onChange(withOperator(value, next))} />
      <ValueInput
        operator={operator}
        row={value}
        suggestions={traits.find((trait) => trait.name === value.trait)?.values ?? []}
        onChange={(change) => onChange({ ...value, ...change })}
      />
    </Group>
  );
}

function SequenceFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const matches = value.matches ?? [];
  return (
    <Stack gap={8} w="100%">
      {matches.map((match, place) => (
        <Group key={place} gap={4} align="flex-start" wrap="nowrap">
          <MatchField
            label={t('condition.step', { number: place + 1 })}
            hideLabel
            value={match}
            onChange={(next) => onChange({ ...value, matches: matches.map((old, at) => (at === place ? next : old)) })}
          />
          {matches.length > 2 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t('common.remove')}
              onClick={() => onChange({ ...value, matches: matches.filter((_, at) => at !== place) })}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group gap={8}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange({ ...value, matches: [...matches, { event: '' }] })}
        >
          {t('condition.addStep')}
        </Button>
        <Text size="sm">{t('condition.within')}</Text>
        <DurationInput
          label={t('condition.within')}
          hideLabel
          value={value.within}
          onChange={(within) => onChange({ ...value, within })}
        />
      </Group>
    </Stack>
  );
}

function SeenFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Group gap={4} wrap="nowrap">
      <Select
        aria-label={t('condition.comparisonLabel')}
        w={130}
        value={value.comparison ?? 'atLeast'}
        data={(['atLeast', 'atMost'] as const).map((choice) => ({
          value: choice,
          label: t(`condition.comparison.${choice}`),
        }))}
        onChange={(comparison) => comparison && onChange({ ...value, comparison: comparison as 'atLeast' })}
      />
      <NumberInput
        aria-label={t('condition.days')}
        w={80}
        min={0}
        allowDecimal={false}
        hideControls
        value={value.days ?? 30}
        onChange={(days) => typeof days === 'number' && onChange({ ...value, days })}
      />
      <Text size="sm">{t('condition.daysAgo')}</Text>
    </Group>
  );
}

function StageField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const stages = useStages().data?.stages ?? [];
  return (
    <Select
      aria-label={t('condition.stage')}
      placeholder={t('condition.stage')}
      w={220}
      value={value.stage || null}
      data={stages.map((stage) => ({ value: stage.id, label: stageName(stage, t) }))}
      onChange={(stage) => stage && onChange({ ...value, stage })}
    />
  );
}

function SegmentField(props: Props) {
  return <ChoiceField {...props} field="segment" choices={useSegments().data ?? []} />;
}

function ListField(props: Props) {
  return <ChoiceField {...props} field="list" choices={usePersonLists().data ?? []} />;
}

type ChoiceProps = Props & { field: 'segment' | 'list'; choices: readonly { id: string; name: string }[] };

function ChoiceField({ value, onChange, field, choices }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t(`condition.${field}`)}
      placeholder={t(`condition.${field}`)}
      w={260}
      searchable
      value={value[field] || null}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(chosen) => chosen && onChange({ ...value, [field]: chosen })}
    />
  );
}
