import { ActionIcon, Badge, Button, Group, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowForward,
  IconArrowsSplit2,
  IconArrowUp,
  IconDots,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { MatchField } from '@/kit/condition/MatchField';
import css from './Funnel.module.css';
import { type FunnelDefinition, mayBeOptional, moveStep } from './funnel.model';

type Step = Schemas['FunnelStep'];
type Props = { value: FunnelDefinition; onChange: (steps: Step[]) => void };

export function FunnelSteps({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { steps } = value;
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
            {step.optional && (
              <Badge variant="light" color="gray" mt={8}>
                {t('funnel.optional')}
              </Badge>
            )}
            <Group gap={0} wrap="nowrap" h={36} className="no-print">
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => put(place, { ...step, any: [...step.any, { event: '' }] })}
              >
                {t('reports.funnel.or')}
              </Button>
              <StepMenu
                number={place + 1}
                last={place === steps.length - 1}
                optional={step.optional ?? false}
                mayBeOptional={mayBeOptional(value, place)}
                setOptional={(optional) => put(place, { ...step, optional })}
                move={(by) => onChange(moveStep(steps, place, place + by))}
              />
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
        className="no-print"
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

type MenuProps = {
  number: number;
  last: boolean;
  optional: boolean;
  mayBeOptional: boolean;
  setOptional: (optional: boolean) => void;
  move: (by: 1 | -1) => void;
};

function StepMenu({ number, last, optional, mayBeOptional, setOptional, move }: MenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md" width={240} trapFocus returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('funnel.stepMenu', { number })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!mayBeOptional}
          leftSection={optional ? <IconArrowForward size={16} /> : <IconArrowsSplit2 size={16} />}
          onClick={() => setOptional(!optional)}
        >
          {t(optional ? 'funnel.makeMandatory' : 'funnel.makeOptional')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={number === 1} onClick={() => move(-1)}>
          {t('reports.funnel.up', { number })}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={last} onClick={() => move(1)}>
          {t('reports.funnel.down', { number })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
