import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import { type FlowDefinition, stepOf } from '../model/flow.model';
import { stepWords } from '../model/words.model';
import type { Simulation } from './useSimulation';
import { titleOf } from './walk.model';

type Props = { id: string; flow: string; definition: FlowDefinition; result: Simulation };

/** Who would have come to one step. */
export function SimulatedStep({ id, flow, definition, result }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useNames();
  const { select } = useFlowActions();
  const showPeople = usePeopleDrawer();
  const step = stepOf(definition, id);
  const counts = result.counts.steps.find((one) => one.step === id);
  const title = titleOf(t, definition, id);
  const people = (outcome: 'waiting' | 'passed') =>
    showPeople({ title, query: { kind: 'flowStep', flow, stepId: id, outcome, simulation: result.id } });
  return (
    <Stack gap={12} data-testid="simulated-step">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={620}>{title}</Text>
        <CloseButton aria-label={t('simulation.backTo')} onClick={() => select(null)} />
      </Group>
      {step && (
        <Text size="sm" c="dimmed">
          {stepWords(t, names, step)}
        </Text>
      )}
      {(counts === undefined || counts.waiting + counts.passed === 0) && (
        <Text size="sm">{t('simulation.nobodyHere')}</Text>
      )}
      {counts && counts.passed > 0 && (
        <Button variant="light" leftSection={<IconUsers size={16} />} onClick={() => people('passed')}>
          {t('simulation.seePassed', { count: counts.passed, shown: format.number(counts.passed) })}
        </Button>
      )}
      {counts && counts.waiting > 0 && (
        <Button variant="light" leftSection={<IconUsers size={16} />} onClick={() => people('waiting')}>
          {t('simulation.seeWaiting', { count: counts.waiting, shown: format.number(counts.waiting) })}
        </Button>
      )}
      {result.held
        .filter((held) => held.step === id)
        .map(({ rule, messages }) => (
          <Text key={rule} size="sm">
            {t('simulation.heldBack', { shown: format.number(messages) })} {t(`rules.why.${rule}`)}
          </Text>
        ))}
    </Stack>
  );
}
