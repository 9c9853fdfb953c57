import {
  ActionIcon,
  Button,
  Group,
  Input,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObservedSchema } from '@/api/lists';
import { useFlowActions } from '../builder/useFlowEditing';
import type { FlowStep, FlowWay } from '../model/flow.model';
import { oneMore } from '../model/ways.model';

type Props = { step: FlowStep };

export function TraitName({
  value,
  label,
  onChange,
}: {
  value: string;
  label: string;
  onChange: (to: string) => void;
}) {
  const traits = useObservedSchema().data?.traits ?? [];
  return (
    <>
      <TextInput
        label={label}
        list="flow-trait-names"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id="flow-trait-names">
        {traits.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

export function SwitchFields({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const ofEvent = step.property !== undefined;
  return (
    <>
      <Select
        label={t('flows.panel.looksAt')}
        data={[
          { value: 'trait', label: t('flows.panel.aTrait') },
          { value: 'property', label: t('flows.panel.aProperty') },
        ]}
        value={ofEvent ? 'property' : 'trait'}
        onChange={(kind) =>
          edit(
            step.id,
            kind === 'property' ? { property: '', trait: undefined } : { trait: '', property: undefined },
            'subject',
          )
        }
      />
      {ofEvent ? (
        <TextInput
          label={t('flows.panel.property')}
          value={step.property ?? ''}
          onChange={(event) => edit(step.id, { property: event.currentTarget.value }, 'property')}
        />
      ) : (
        <TraitName
          label={t('flows.panel.trait')}
          value={step.trait ?? ''}
          onChange={(trait) => edit(step.id, { trait }, 'trait')}
        />
      )}
      <WaysField step={step} />
    </>
  );
}

export function WaysField({ step }: Props) {
  const { t } = useTranslation();
  const { edit } = useFlowActions();
  const ways = step.ways ?? [];
  const split = step.type === 'split' || step.type === 'experiment';
  const total = ways.reduce((sum, way) => sum + (way.percent ?? 0), 0);
  const set = (next: FlowWay[]) => edit(step.id, { ways: next }, 'ways');
  const change = (place: number, part: Partial<FlowWay>) =>
    set(ways.map((way, at) => (at === place ? { ...way, ...part } : way)));
  return (
    <Input.Wrapper label={t('flows.panel.ways')} description={split ? t('flows.panel.percentHelp') : undefined}>
      <Stack gap={8} mt={4}>
        {ways.map((way, place) => (
          <Group key={place} gap={4} wrap="nowrap" align="flex-start">
            <TextInput
              aria-label={t('flows.panel.wayName')}
              w={90}
              value={way.label}
              onChange={(event) => change(place, { label: event.currentTarget.value })}
            />
            {split ? (
              <NumberInput
                aria-label={t('flows.panel.share', { way: way.label })}
                min={0}
                max={100}
                decimalScale={2}
                suffix=" %"
                value={way.percent ?? 0}
                onChange={(percent) => typeof percent === 'number' && change(place, { percent })}
              />
            ) : (
              <TagsInput
                aria-label={t('flows.panel.values', { way: way.label })}
                placeholder={way.values?.length ? '' : t('flows.panel.valuesHelp')}
                flex={1}
                value={way.values ?? []}
                onChange={(values) => change(place, { values })}
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              disabled={ways.length <= (split ? 2 : 1)}
              aria-label={t('flows.panel.removeWay', { way: way.label })}
              onClick={() => set(ways.filter((_, at) => at !== place))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        {split && Math.abs(total - 100) > 0.001 && (
          <Text size="xs" c="red">
            {t('flows.panel.total', { total })}
          </Text>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={ways.length >= 20}
          onClick={() => set(oneMore(ways, split))}
        >
          {t('flows.panel.addWay')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
