import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFlowActions } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import type { FlowDefinition, FlowStep } from '../model/flow.model';
import { stepWords } from '../model/words.model';

type Test = Schemas['PropertyCondition'];
const operators = [
  'equals',
  'notEquals',
  'contains',
  'greater',
  'atLeast',
  'less',
  'atMost',
  'exists',
  'notExists',
] as const;
const numeric: readonly string[] = ['greater', 'atLeast', 'less', 'atMost'];
const bare: readonly string[] = ['exists', 'notExists'];

function withValue(property: string, operator: Test['operator'], text: string): Test {
  if (bare.includes(operator)) return { property, operator };
  return { property, operator, value: numeric.includes(operator) ? Number(text) || 0 : text };
}

/** Tests of the properties of the entry event, or of the fields of an answer. */
export function AnswerTests({ step, definition }: { step: FlowStep; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const names = useNames();
  const hooks = definition.steps.filter((one) => one.type === 'webhook' && one.waitForAnswer);
  const tests = step.where ?? [];
  const set = (where: Test[]) => edit(step.id, { where }, 'where');
  const change = (place: number, test: Test) => set(tests.map((old, at) => (at === place ? test : old)));
  return (
    <>
      {step.about === 'answer' && (
        <Select
          label={t('flows.panel.ofStep')}
          description={t(hooks.length === 0 ? 'flows.panel.ofStepNone' : 'flows.panel.ofStepHelp')}
          allowDeselect={false}
          disabled={hooks.length === 0}
          data={hooks.map((hook) => ({ value: hook.id, label: hook.name ?? stepWords(t, names, hook) }))}
          value={step.ofStep || null}
          onChange={(ofStep) => ofStep && edit(step.id, { ofStep }, 'ofStep')}
        />
      )}
      <Input.Wrapper label={t('flows.panel.tests')} component="div">
        <Stack gap={8} mt={4}>
          {tests.map((test, place) => (
            <Group key={place} gap={4} wrap="nowrap">
              <TextInput
                aria-label={t('flows.panel.property')}
                placeholder={t('flows.panel.property')}
                value={test.property}
                onChange={(event) =>
                  change(place, withValue(event.currentTarget.value, test.operator, String(test.value ?? '')))
                }
              />
              <Select
                aria-label={t('flows.panel.operator')}
                data={operators.map((value) => ({ value, label: t(`condition.operator.${value}`) }))}
                value={test.operator}
                onChange={(operator) =>
                  operator &&
                  change(place, withValue(test.property, operator as Test['operator'], String(test.value ?? '')))
                }
              />
              {!bare.includes(test.operator) && (
                <TextInput
                  aria-label={t('flows.panel.value')}
                  value={String(test.value ?? '')}
                  onChange={(event) =>
                    change(place, withValue(test.property, test.operator, event.currentTarget.value))
                  }
                />
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('flows.panel.removeTest')}
                onClick={() => set(tests.filter((_, at) => at !== place))}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => set([...tests, { property: '', operator: 'equals', value: '' }])}
          >
            {t('flows.panel.addTest')}
          </Button>
        </Stack>
      </Input.Wrapper>
    </>
  );
}
