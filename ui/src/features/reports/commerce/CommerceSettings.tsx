import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MatchField } from '@/kit/condition/MatchField';
import { Section } from '@/kit/Page';
import { useWorkspace } from '@/kit/workspace';
import { type CommerceDefinition, withinChoices } from './commerce.model';

type Props = { value: CommerceDefinition; change: (change: Partial<CommerceDefinition>) => void };

/** Which events are what. */
export function CommerceSettings({ value, change }: Props) {
  const { t } = useTranslation();
  const { conversionEvent } = useWorkspace();
  const fields = [
    { key: 'order', placeholder: conversionEvent },
    { key: 'cart', placeholder: 'Product Added' },
    { key: 'checkout', placeholder: 'Checkout Started' },
  ] as const;
  return (
    <Section title={t('commerce.question')}>
      <Group gap={12} align="flex-end">
        {fields.map(({ key, placeholder }) => (
          <div key={key} style={{ flex: '1 1 220px', maxWidth: 300 }}>
            <MatchField
              label={t(`commerce.event.${key}`)}
              placeholder={placeholder}
              value={value[key] ?? { event: '' }}
              onChange={(match) => change({ [key]: match })}
            />
          </div>
        ))}
        <Select
          label={t('commerce.within')}
          w={200}
          allowDeselect={false}
          data={withinChoices.map((choice) => ({ value: choice, label: t(`commerce.withinChoice.${choice}`) }))}
          value={value.within ?? 'PT0S'}
          onChange={(within) => within && change({ within })}
        />
      </Group>
    </Section>
  );
}
