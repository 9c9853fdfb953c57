import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import type { FlowCounts, FlowStep } from '../model/flow.model';

/** What became of a step's messages, in the order of their lives. */
const outcomes = ['sent', 'shown', 'clicked', 'failed', 'skipped'] as const;

/** Who waits at a step or came past it, and what became of its messages; each figure opens its people. */
export function StepPeople({ step, flow, counts }: { step: FlowStep; flow: string; counts: FlowCounts | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const showPeople = usePeopleDrawer();
  const found = counts?.steps.find((one) => one.step === step.id);
  if (!found || found.waiting + found.passed === 0) return null;
  const title = step.name ?? t(`flows.type.${step.type}`);
  const show = (outcome: 'waiting' | 'passed' | (typeof outcomes)[number]) =>
    showPeople({ title, query: { kind: 'flowStep', flow, stepId: step.id, outcome } });
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('flows.panel.people')}
      </Text>
      {found.waiting > 0 && (
        <Button variant="light" leftSection={<IconUsers size={16} />} onClick={() => show('waiting')}>
          {t('flows.panel.seeWaiting', { count: found.waiting, shown: format.number(found.waiting) })}
        </Button>
      )}
      {found.passed > 0 && (
        <Button variant="subtle" leftSection={<IconUsers size={16} />} onClick={() => show('passed')}>
          {t('flows.panel.seePassed', { count: found.passed, shown: format.number(found.passed) })}
        </Button>
      )}
      {outcomes
        .filter((outcome) => (found[outcome] ?? 0) > 0)
        .map((outcome) => (
          <Group key={outcome} justify="space-between">
            <Text size="sm">{t(`flows.panel.became.${outcome}`)}</Text>
            <FigureButton onClick={() => show(outcome)}>{format.number(found[outcome] ?? 0)}</FigureButton>
          </Group>
        ))}
    </Stack>
  );
}
