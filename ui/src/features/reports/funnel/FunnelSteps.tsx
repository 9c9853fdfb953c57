import { ActionIcon, Button, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { MatchField } from '@/kit/condition/MatchField';
import css from './Funnel.module.css';
import { moveStep } from './funnel.model';

type Step = Schemas['FunnelStep'];
type Props = { steps: Step[]; onChange: (steps: Step[]) => void };

export function FunnelSteps({ steps, onChange }: Props) {
  const { t } = useTranslation();
  const put = (place: number, step: Step) => onChange(steps.map((old, at) => (at === place ? step : old)));
  return (
    <div>
      <ol className={css.steps}>
        {steps.map((step, place) => (
          <li key={place} className={css.step}>
            <span className={css.number}>{place + 1}</span>
            <div className={css.alternatives}>
              {step.any.map((match, alternative) => (
                <MatchField
                  key={alternative}
                  hideLabel
                  label={t('reports.funnel.stepLabel', { number: place + 1 })}
                  value={match}
                  onChange={(next) =>
                    put(place, { ...step, any: step.any.map((old, at) => (at === alternative ? next : old)) })
                  }
                />
              ))}
            </div>
            <Group gap={0} wrap="nowrap">
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => put(place, { ...step, any: [...step.any, { event: '' }] })}
              >
                {t('reports.funnel.or')}
              </Button>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('reports.funnel.up', { number: place + 1 })}
                disabled={place === 0}
                onClick={() => onChange(moveStep(steps, place, place - 1))}
              >
                <IconArrowUp size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('reports.funnel.down', { number: place + 1 })}
                disabled={place === steps.length - 1}
                onClick={() => onChange(moveStep(steps, place, place + 1))}
              >
                <IconArrowDown size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('reports.funnel.removeStep', { number: place + 1 })}
                onClick={() =>
                  step.any.length > 1
                    ? put(place, { ...step, any: step.any.slice(0, -1) })
                    : onChange(steps.filter((_, at) => at !== place))
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} />}
        disabled={steps.length >= 20}
        onClick={() => onChange([...steps, { any: [{ event: '' }] }])}
      >
        {t('reports.funnel.addStep')}
      </Button>
    </div>
  );
}
