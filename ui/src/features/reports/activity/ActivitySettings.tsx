import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MatchField } from '@/kit/condition/MatchField';
import { Section } from '@/kit/Page';
import type { ActivityDefinition, ActivityInterval } from './activity.model';

type Props = { title: string; value: ActivityDefinition; change: (change: Partial<ActivityDefinition>) => void };

/** What counts as active, and in which periods. */
export function ActivitySettings({ title, value, change }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={title}>
      <Group gap={12} align="flex-end">
        <div style={{ flex: '0 1 400px' }}>
          <MatchField
            label={t('activity.active')}
            placeholder={t('activity.anyEvent')}
            value={value.match ?? { event: '' }}
            onChange={(match) => change({ match })}
          />
        </div>
        <Select
          label={t('activity.interval')}
          w={140}
          data={(['day', 'week', 'month'] as const).map((interval) => ({
            value: interval,
            label: t(`activity.intervals.${interval}`),
          }))}
          value={value.interval ?? 'week'}
          onChange={(interval) => interval && change({ interval: interval as ActivityInterval })}
        />
      </Group>
    </Section>
  );
}
