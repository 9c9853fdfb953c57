import { ActionIcon, Button, Checkbox, Group, Input, NumberInput, Select, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DurationInput } from '@/kit/DurationInput';
import { EventMatchField } from '@/kit/match/EventMatchField';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowDefinition, FlowStep } from '../model/flow.model';
import { flowUnits } from './flowUnits';
import { WaysField } from './WaysFields';

type Guard = Schemas['FlowGuard'];
const mostGuards = 10;

/** What an experiment compares, what counts as a success, and what must hold for a way to win. */
export function ExperimentFields({ step, definition }: { step: FlowStep; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  return (
    <>
      <WaysField step={step} />
      <EventMatchField
        label={t('experiments.goal')}
        description={t(
          definition.goal && 'event' in definition.goal ? 'experiments.goalHelp' : 'experiments.goalNeeded',
        )}
        value={step.goal}
        onChange={(goal) => edit(step.id, { goal }, 'goal')}
      />
      <DurationInput
        units={flowUnits}
        label={t('experiments.within')}
        value={step.within ?? 'P7D'}
        onChange={(within) => edit(step.id, { within }, 'within')}
      />
      <NumberInput
        label={t('experiments.minimum')}
        description={t('experiments.minimumHelp')}
        min={1}
        max={10_000_000}
        allowDecimal={false}
        value={step.minimum ?? 500}
        onChange={(minimum) => typeof minimum === 'number' && edit(step.id, { minimum }, 'minimum')}
      />
      <Guards step={step} />
      <Checkbox
        label={t('experiments.takeWinner')}
        description={t('experiments.takeWinnerHelp')}
        checked={step.takeWinner ?? false}
        onChange={(event) => edit(step.id, { takeWinner: event.currentTarget.checked }, 'takeWinner')}
      />
    </>
  );
}

function Guards({ step }: { step: FlowStep }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const guards = step.guards ?? [];
  const set = (next: Guard[]) => edit(step.id, { guards: next }, 'guards');
  const change = (place: number, guard: Guard) => set(guards.map((old, at) => (at === place ? guard : old)));
  return (
    <Input.Wrapper label={t('experiments.guards')} description={t('experiments.guardsHelp')} component="div">
      <Stack gap={12} mt={4}>
        {guards.map((guard, place) => (
          <Stack key={place} gap={4}>
            <Group gap={4} wrap="nowrap" align="flex-end">
              <Select
                flex={1}
                aria-label={t('experiments.guard', { number: place + 1 })}
                data={[
                  { value: 'unsubscribes', label: t('experiments.unsubscribes') },
                  { value: 'event', label: t('experiments.anEvent') },
                ]}
                allowDeselect={false}
                value={guard.match ? 'event' : 'unsubscribes'}
                onChange={(kind) =>
                  change(place, kind === 'event' ? { ...guard, match: { event: '' } } : withoutMatch(guard))
                }
              />
              <NumberInput
                w={110}
                aria-label={t('experiments.margin', { number: place + 1 })}
                min={0.01}
                max={50}
                decimalScale={2}
                suffix={` ${t('experiments.points')}`}
                value={guard.margin ?? 1}
                onChange={(margin) => typeof margin === 'number' && change(place, { ...guard, margin })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('experiments.removeGuard', { number: place + 1 })}
                onClick={() => set(guards.filter((_, at) => at !== place))}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
            {guard.match && (
              <EventMatchField
                label={t('experiments.guardEvent', { number: place + 1 })}
                value={guard.match.event === '' ? undefined : guard.match}
                onChange={(match) => change(place, { ...guard, match: match ?? { event: '' } })}
              />
            )}
          </Stack>
        ))}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={guards.length >= mostGuards}
            onClick={() => set([...guards, { margin: 1 }])}
          >
            {t('experiments.addGuard')}
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}

const withoutMatch = ({ margin }: Guard): Guard => (margin === undefined ? {} : { margin });
