import { CloseButton, Group, Input, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSegments } from '@/api/lists';
import { DayInputs } from '@/kit/DayInputs';
import type { Flow, FlowDefinition } from '../model/flow.model';
import { Everybody } from './Everybody';
import { OnePerson } from './OnePerson';
import css from './Simulate.module.css';
import { SimulatedStep } from './SimulatedStep';
import type { SimulationState } from './useSimulation';

type Props = {
  flow: Flow;
  definition: FlowDefinition;
  simulation: SimulationState;
  selected: string | null;
};

/** What the flow would have done in days of the past; nothing is sent. */
export function SimulatePanel({ flow, definition, simulation, selected }: Props) {
  const { t } = useTranslation();
  const { tab, setTab, setOpened, result } = simulation;
  if (selected !== null && tab === 'everybody' && result) {
    return <SimulatedStep id={selected} flow={flow.id} definition={definition} result={result} />;
  }
  return (
    <Stack gap={16} data-testid="simulate-panel">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={620}>{t('simulation.title')}</Text>
        <CloseButton aria-label={t('common.close')} onClick={() => setOpened(false)} />
      </Group>
      <Text size="sm" c="dimmed">
        {t('simulation.sentence')}
      </Text>
      <SegmentedControl
        fullWidth
        value={tab}
        onChange={(value) => setTab(value as 'everybody' | 'person')}
        data={[
          { value: 'everybody', label: t('simulation.everybody') },
          { value: 'person', label: t('simulation.person') },
        ]}
      />
      <Period flow={flow} simulation={simulation} />
      {tab === 'everybody' ? (
        <Everybody definition={definition} simulation={simulation} />
      ) : (
        <OnePerson definition={definition} simulation={simulation} />
      )}
    </Stack>
  );
}

function Period({ flow, simulation }: { flow: Flow; simulation: SimulationState }) {
  const { t } = useTranslation();
  const { asked, setAsked, tab } = simulation;
  const segments = useSegments().data ?? [];
  const versions = Array.from({ length: flow.version ?? 0 }, (_, at) => String((flow.version ?? 0) - at));
  return (
    <>
      <Input.Wrapper component="div">
        <div className={css.days}>
          <DayInputs
            value={{ from: asked.from, to: asked.to }}
            labels={{ from: t('simulation.from'), to: t('simulation.to') }}
            onChange={(days) => setAsked({ ...asked, ...days })}
          />
        </div>
      </Input.Wrapper>
      {versions.length > 0 && (
        <Select
          label={t('simulation.version')}
          allowDeselect={false}
          data={[
            { value: 'draft', label: t('simulation.draft') },
            ...versions.map((value) => ({ value, label: t('simulation.numbered', { version: value }) })),
          ]}
          value={asked.version === null ? 'draft' : String(asked.version)}
          onChange={(value) => setAsked({ ...asked, version: value === 'draft' ? null : Number(value) })}
        />
      )}
      {tab === 'everybody' && segments.length > 0 && (
        <Select
          label={t('simulation.segment')}
          placeholder={t('flows.say.everybody')}
          clearable
          searchable
          data={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={asked.segment}
          onChange={(segment) => setAsked({ ...asked, segment })}
        />
      )}
    </>
  );
}
