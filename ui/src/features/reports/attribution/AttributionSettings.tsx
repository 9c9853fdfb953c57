import { Autocomplete, Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { MatchField } from '@/kit/condition/MatchField';
import { DurationInput } from '@/kit/DurationInput';
import { Section } from '@/kit/Page';
import { useWorkspace } from '@/kit/workspace';
import type { AttributionDefinition } from './attribution.model';

type Props = { value: AttributionDefinition; change: (change: Partial<AttributionDefinition>) => void };

/** What is shared out, among what, and how far back. */
export function AttributionSettings({ value, change }: Props) {
  const { t } = useTranslation();
  const { conversionEvent } = useWorkspace();
  const events = useObservedSchema().data?.events ?? [];
  const properties = [...new Set(events.flatMap((event) => event.properties.map((property) => property.name)))];
  const [touchpoint] = value.touchpoints ?? [];
  return (
    <Section title={t('attribution.question')}>
      <Group gap={12} align="flex-end">
        <div style={{ flex: '0 1 300px' }}>
          <MatchField
            label={t('attribution.conversion')}
            placeholder={conversionEvent}
            value={value.conversion ?? { event: '' }}
            onChange={(conversion) => change({ conversion })}
          />
        </div>
        <Select
          label={t('attribution.touchpoints')}
          w={190}
          data={(['sessions', 'events'] as const).map((kind) => ({
            value: kind,
            label: t(`attribution.touchpointKinds.${kind}`),
          }))}
          value={touchpoint === undefined ? 'sessions' : 'events'}
          onChange={(kind) => change({ touchpoints: kind === 'events' ? [{ event: '' }] : [] })}
        />
        {touchpoint !== undefined && (
          <MatchField
            label={t('attribution.touchpointEvent')}
            value={touchpoint}
            onChange={(match) => change({ touchpoints: [match] })}
          />
        )}
        <Autocomplete
          label={t('attribution.by')}
          w={160}
          data={properties}
          value={value.by ?? ''}
          onChange={(by) => change({ by })}
        />
        <DurationInput
          label={t('attribution.window')}
          value={value.window}
          units={['hours', 'days']}
          onChange={(window) => change({ window })}
        />
      </Group>
      {value.target === 'retained' && (
        <Group gap={12} align="flex-end" mt={12}>
          <div style={{ flex: '0 1 300px' }}>
            <MatchField
              label={t('attribution.comeback')}
              placeholder={t('attribution.anyEvent')}
              value={value.comeback ?? { event: '' }}
              onChange={(comeback) => change({ comeback })}
            />
          </div>
          <DurationInput
            label={t('attribution.stayAfter')}
            value={value.stayAfter}
            units={['days']}
            onChange={(stayAfter) => change({ stayAfter })}
          />
        </Group>
      )}
    </Section>
  );
}
