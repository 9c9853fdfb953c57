import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowsMove, IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Fields as MayFields, useMay } from '@/kit/may';
import { PartTalk } from '@/kit/talk/PartTalk';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import type { FlowCounts, FlowDefinition, FlowProblem, FlowStep } from '../model/flow.model';
import { stepWords } from '../model/words.model';
import { ExperimentResult } from './ExperimentResult';
import { LeadsTo } from './LeadsTo';
import { PanelHead } from './PanelHead';
import { StepFields } from './StepFields';
import { StepPeople } from './StepPeople';

type Props = {
  step: FlowStep;
  flow: string;
  definition: FlowDefinition;
  counts: FlowCounts | undefined;
  problems: readonly FlowProblem[];
  close: () => void;
};

/** What one step does, in plain words, and every setting of it. */
export function StepPanel({ step, flow, definition, counts, problems, close }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { edit, remove, copy, hold } = useFlowActions();
  const may = useMay('edit');
  return (
    <Stack gap={16} data-testid="step-panel">
      <PanelHead
        title={t(`flows.type.${step.type}`)}
        problems={problems.filter((problem) => problem.step === step.id)}
        close={close}
      />
      <MayFields>
        <Text size="sm" c="dimmed">
          {stepWords(t, names, step)}
        </Text>
        {step.type !== 'exit' && (
          <TextInput
            label={t('flows.panel.name')}
            placeholder={t('flows.panel.namePlaceholder')}
            maxLength={100}
            value={step.name ?? ''}
            onChange={(event) => edit(step.id, { name: event.currentTarget.value || undefined }, 'name')}
          />
        )}
        <StepFields step={step} definition={definition} counts={counts} />
        <LeadsTo step={step} definition={definition} />
      </MayFields>
      {step.type === 'experiment' && <ExperimentResult step={step} flow={flow} />}
      <StepPeople step={step} flow={flow} counts={counts} />
      <PartTalk of="flows" id={flow} part={step.id} />
      {may && step.type !== 'exit' && (
        <Group gap={8}>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowsMove size={16} />}
            onClick={() => {
              hold({ step: step.id });
              close();
            }}
          >
            {t('flows.move.action')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={16} />}
            onClick={() => copy(step.id, false)}
          >
            {t('flows.copy.one')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconCopy size={16} />}
            onClick={() => copy(step.id, true)}
          >
            {t('flows.copy.following')}
          </Button>
        </Group>
      )}
      {may && step.type !== 'exit' && (
        <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={() => remove(step.id)}>
          {t('flows.panel.remove')}
        </Button>
      )}
    </Stack>
  );
}
