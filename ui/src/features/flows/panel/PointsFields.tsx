import { NumberInput, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PathLink } from '@/kit/PathLink';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep } from '../model/flow.model';

/** How many points a step adds, and what for. */
export function PointsFields({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const ofProperty = step.property !== undefined;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('flows.panel.pointsFrom')}
        data={[
          { value: 'fixed', label: t('flows.panel.pointsFixed') },
          { value: 'property', label: t('flows.panel.pointsOfProperty') },
        ]}
        value={ofProperty ? 'property' : 'fixed'}
        onChange={(from) =>
          edit(
            step.id,
            from === 'property'
              ? { property: 'value', factor: 1, points: undefined }
              : { property: undefined, factor: undefined, points: 100 },
            'pointsFrom',
          )
        }
      />
      {ofProperty ? (
        <>
          <TextInput
            label={t('flows.panel.pointsProperty')}
            value={step.property ?? ''}
            onChange={(event) => edit(step.id, { property: event.currentTarget.value }, 'property')}
          />
          <NumberInput
            label={t('flows.panel.factor')}
            description={t('flows.panel.factorHelp')}
            decimalScale={4}
            value={step.factor ?? 1}
            onChange={(factor) => typeof factor === 'number' && edit(step.id, { factor }, 'factor')}
          />
        </>
      ) : (
        <NumberInput
          label={t('flows.panel.points')}
          description={t('flows.panel.pointsHelp')}
          allowDecimal={false}
          min={-10_000_000}
          max={10_000_000}
          value={step.points ?? ''}
          onChange={(points) => typeof points === 'number' && edit(step.id, { points }, 'points')}
        />
      )}
      <TextInput
        label={t('flows.panel.reason')}
        description={t('flows.panel.reasonHelp')}
        maxLength={200}
        value={step.reason ?? ''}
        onChange={(event) => edit(step.id, { reason: event.currentTarget.value }, 'reason')}
      />
      <Text size="xs" c="dimmed">
        {t('flows.panel.pointsThen', { points: '{{ person.points }}', tier: '{{ person.tier }}' })}
      </Text>
      <Text size="sm">
        <PathLink path="people/loyalty/points">{t('flows.panel.tiers')}</PathLink>
      </Text>
    </>
  );
}
