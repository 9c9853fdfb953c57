import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatchField } from '@/kit/condition/MatchField';
import { bracketsText, exampleBrackets, readBrackets, type Span } from './brackets.model';
import type { RetentionDefinition } from './retention.model';

type Props = { value: RetentionDefinition; change: (change: Partial<RetentionDefinition>) => void };

const ownBrackets = 'own';

/** Who starts, who comes back, and how periods are cut; shared by retention and cohorts. */
export function RetentionSettings({ value, change }: Props) {
  const { t } = useTranslation();
  const choices = <T extends string>(group: string, keys: readonly T[]) =>
    keys.map((key) => ({ value: key, label: t(`reports.retention.${group}.${key}`) }));
  const brackets = value.brackets ?? [];
  return (
    <Group gap={12} align="flex-end">
      <MatchField
        label={t('reports.retention.start')}
        placeholder={t('reports.retention.anyEvent')}
        value={value.start ?? { event: '' }}
        onChange={(start) => change({ start })}
      />
      <MatchField
        label={t('reports.retention.return')}
        placeholder={t('reports.retention.anyEvent')}
        value={value.return ?? { event: '' }}
        onChange={(comesBack) => change({ return: comesBack })}
      />
      <Select
        label={t('reports.retention.period')}
        w={120}
        data={choices('periodChoice', ['day', 'week', 'month'] as const)}
        value={value.period}
        onChange={(period) => period && change({ period: period as 'week' })}
      />
      <Select
        label={t('reports.retention.starts')}
        w={170}
        data={choices('startsChoice', ['firstTime', 'recurring'] as const)}
        value={value.starts ?? 'firstTime'}
        onChange={(starts) => starts && change({ starts: starts as 'firstTime' })}
      />
      <Select
        label={t('reports.retention.counting')}
        w={190}
        data={choices('countingChoice', ['on', 'onOrAfter'] as const)}
        value={value.counting ?? 'on'}
        onChange={(counting) => counting && change({ counting: counting as 'on' })}
      />
      <Select
        label={t('reports.retention.mode')}
        w={190}
        data={choices('modeChoice', ['calendar', 'rolling'] as const)}
        value={value.mode ?? 'calendar'}
        onChange={(mode) => mode && change({ mode: mode as 'calendar' })}
      />
      <Select
        label={t('reports.retention.periods')}
        w={130}
        data={[
          ...['4', '8', '12', '26', '52'].map((count) => ({ value: count, label: count })),
          { value: ownBrackets, label: t('cohorts.brackets.own') },
        ]}
        value={brackets.length > 0 ? ownBrackets : String(value.periods ?? 8)}
        onChange={(periods) =>
          periods === ownBrackets
            ? change({ brackets: exampleBrackets })
            : change({ periods: Number(periods), brackets: undefined })
        }
      />
      {brackets.length > 0 && <BracketsInput value={brackets} onChange={(next) => change({ brackets: next })} />}
    </Group>
  );
}

function BracketsInput({ value, onChange }: { value: readonly Span[]; onChange: (value: Span[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(bracketsText(value));
  return (
    <TextInput
      label={t('cohorts.brackets.label')}
      placeholder="1, 2-3, 4-7, 8-14"
      w={220}
      value={text}
      error={readBrackets(text) === null ? t('cohorts.brackets.wrong') : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const read = readBrackets(event.currentTarget.value);
        if (read !== null) onChange(read);
      }}
    />
  );
}
