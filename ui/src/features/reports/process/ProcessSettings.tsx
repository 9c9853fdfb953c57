import { Autocomplete, Group, Input, NumberInput, Select, Slider, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { DurationInput } from '@/kit/DurationInput';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import type { ProcessDefinition } from '@/kit/process/process.model';

type Props = { value: ProcessDefinition; change: (change: Partial<ProcessDefinition>) => void };

/** What a case is, what its steps are called, and how much of the map is drawn. */
export function ProcessSettings({ value, change }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const events = useObservedSchema().data?.events ?? [];
  const properties = [...new Set(events.flatMap((event) => event.properties.map((property) => property.name)))];
  return (
    <Section title={t('process.question')}>
      <Group gap={16} align="flex-end">
        <Select
          label={t('process.per')}
          w={180}
          data={(['session', 'journey'] as const).map((per) => ({ value: per, label: t(`process.pers.${per}`) }))}
          value={value.per ?? 'session'}
          onChange={(per) => per && change({ per: per as 'session' })}
        />
        {value.per === 'journey' && (
          <DurationInput
            label={t('process.gap')}
            value={value.gap ?? 'P7D'}
            units={['hours', 'days']}
            onChange={(gap) => change({ gap })}
          />
        )}
        <Autocomplete
          label={t('process.label')}
          placeholder={t('process.noLabel')}
          w={150}
          data={properties}
          value={value.label ?? ''}
          onChange={(label) => change({ label })}
        />
        <NumberInput
          label={t('process.least')}
          w={120}
          min={1}
          max={100}
          value={value.least ?? 1}
          onChange={(least) => typeof least === 'number' && change({ least })}
        />
        <Select
          label={t('process.activities')}
          w={120}
          data={['6', '9', '12', '15', '20', '30', '50']}
          value={String(value.activities ?? 12)}
          onChange={(activities) => activities && change({ activities: Number(activities) })}
        />
        <Input.Wrapper label={t('process.edges')} w={200}>
          <Slider
            thumbLabel={t('process.edges')}
            min={0}
            max={1}
            step={0.05}
            my={10}
            label={(share) => format.percent(share, 0)}
            defaultValue={value.edges ?? 0.25}
            onChangeEnd={(edges) => change({ edges })}
          />
        </Input.Wrapper>
        <Switch
          label={t('reports.paths.collapse')}
          mb={8}
          checked={value.collapseRepeats ?? true}
          onChange={(event) => change({ collapseRepeats: event.currentTarget.checked })}
        />
      </Group>
    </Section>
  );
}
