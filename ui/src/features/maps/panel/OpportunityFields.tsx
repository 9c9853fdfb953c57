import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MapCard } from '../model/map.model';

type Opportunity = NonNullable<MapCard['opportunity']>;
type Props = {
  opportunity: Opportunity;
  put: (change: { [K in keyof Opportunity]?: Opportunity[K] | undefined }, field: keyof Opportunity) => void;
};

const scores = ['customerValue', 'businessValue', 'effort'] as const;
export const statuses = ['idea', 'planned', 'doing', 'done', 'dropped'] as const;

/** What an opportunity is worth and costs, how far it is and whose it is. */
export function OpportunityFields({ opportunity, put }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <Group grow align="flex-end">
        {scores.map((field) => (
          <NumberInput
            key={field}
            label={t(`mapwork.opportunity.${field}`)}
            placeholder={t('mapwork.opportunity.score')}
            min={1}
            max={5}
            clampBehavior="strict"
            allowDecimal={false}
            value={opportunity[field] ?? ''}
            onChange={(value) => put({ [field]: typeof value === 'number' ? value : undefined }, field)}
          />
        ))}
      </Group>
      <Group grow>
        <Select
          label={t('mapwork.status.label')}
          clearable
          data={statuses.map((value) => ({ value, label: t(`mapwork.status.${value}`) }))}
          value={opportunity.status ?? null}
          onChange={(status) => put({ status: status ?? undefined }, 'status')}
        />
        <TextInput
          label={t('mapwork.opportunity.owner')}
          maxLength={120}
          value={opportunity.owner ?? ''}
          onChange={(event) => put({ owner: event.currentTarget.value }, 'owner')}
        />
      </Group>
    </>
  );
}
