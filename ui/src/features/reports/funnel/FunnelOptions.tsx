import { Autocomplete, Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { DurationInput } from '@/kit/DurationInput';
import { Exclusions } from './Exclusions';
import { type FunnelDefinition, touched, touchOf, withOrder } from './funnel.model';

type Props = { value: FunnelDefinition; onChange: (change: Partial<FunnelDefinition>) => void };

export function FunnelOptions({ value, onChange }: Props) {
  const { t } = useTranslation();
  const exclusions = value.exclusions ?? [];
  return (
    <>
      <Group gap={12} align="flex-end">
        <Select
          label={t('reports.funnel.order')}
          w={180}
          value={value.order ?? 'ordered'}
          data={(['ordered', 'strict', 'any'] as const).map((order) => ({
            value: order,
            label: t(`reports.funnel.orders.${order}`),
          }))}
          onChange={(order) => order && onChange(withOrder(value, order as 'ordered'))}
        />
        <DurationInput
          label={t('reports.funnel.window')}
          value={value.window}
          onChange={(window) => onChange({ window })}
        />
        <Select
          label={t('reports.funnel.count')}
          w={160}
          value={value.count ?? 'persons'}
          data={(['persons', 'sessions', 'totals'] as const).map((count) => ({
            value: count,
            label: t(`reports.funnel.counts.${count}`),
          }))}
          onChange={(count) => count && onChange({ count: count as 'persons' })}
        />
        {(value.order ?? 'ordered') === 'ordered' && (
          <Select
            label={t('funnel.tie.label')}
            w={220}
            value={value.tie ?? 'arrival'}
            data={(['arrival', 'any'] as const).map((tie) => ({ value: tie, label: t(`funnel.tie.${tie}`) }))}
            onChange={(tie) => tie && onChange({ tie: tie as 'any' })}
          />
        )}
        <BreakdownChoice value={value} onChange={onChange} />
        <Button
          className="no-print"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={16} />}
          disabled={value.steps.length < 2}
          onClick={() =>
            onChange({
              exclusions: [
                ...exclusions,
                { match: { event: '' }, after: 1, before: value.steps.length, effect: 'attempt' },
              ],
            })
          }
        >
          {t('reports.funnel.exclude')}
        </Button>
      </Group>
      <Exclusions
        exclusions={exclusions}
        steps={value.steps.length}
        onChange={(next) => onChange({ exclusions: next.length === 0 ? undefined : next })}
      />
    </>
  );
}

function BreakdownChoice({ value, onChange }: Props) {
  const { t } = useTranslation();
  const schema = useObservedSchema().data;
  const { breakdown } = value;
  const kind = breakdown?.kind ?? 'none';
  const properties = [...new Set((schema?.events ?? []).flatMap((event) => event.properties.map((p) => p.name)))];
  const names = kind === 'person' ? (schema?.traits ?? []).map((trait) => trait.name) : properties;
  return (
    <Group gap={4} align="flex-end">
      <Select
        label={t('reports.funnel.breakdown')}
        w={170}
        value={kind}
        data={(['none', 'event', 'person'] as const).map((choice) => ({
          value: choice,
          label: t(`reports.funnel.breakdowns.${choice}`),
        }))}
        onChange={(next) =>
          onChange({ breakdown: next === 'none' || next === null ? undefined : { kind: next as 'event', name: '' } })
        }
      />
      {breakdown && (
        <Autocomplete
          aria-label={t('reports.funnel.breakdownName')}
          placeholder={t('condition.property')}
          w={150}
          data={names}
          value={breakdown.name}
          onChange={(name) => onChange({ breakdown: { ...breakdown, name } })}
        />
      )}
      {breakdown?.kind === 'event' && (
        <Select
          aria-label={t('funnel.touch')}
          w={200}
          value={touchOf(breakdown)}
          data={[
            ...(['first', 'last', 'all'] as const).map((touch) => ({
              value: touch,
              label: t(`funnel.touches.${touch}`),
            })),
            ...value.steps.map((_, place) => ({
              value: `step-${place + 1}`,
              label: t('funnel.touches.step', { number: place + 1 }),
            })),
          ]}
          onChange={(touch) => touch && onChange({ breakdown: touched(breakdown, touch) })}
        />
      )}
    </Group>
  );
}
