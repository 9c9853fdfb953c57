import { Button, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { PersonSelect } from '@/kit/people/PersonSelect';
import { ErrorState } from '@/kit/states';
import type { FlowDefinition } from '../model/flow.model';
import type { SimulationState } from './useSimulation';
import { WalkSteps } from './WalkSteps';
import { titleOf, type Walk } from './walk.model';

type Props = { definition: FlowDefinition; simulation: SimulationState };

/** One person's way, step by step, with the reasons. */
export function OnePerson({ definition, simulation }: Props) {
  const { t } = useTranslation();
  const { person, setPerson, one, asked } = simulation;
  const [enterAt, setEnterAt] = useState('');
  const start = () =>
    person &&
    one.mutate({ personId: person.id, asked, enterAt: enterAt === '' ? null : new Date(enterAt).toISOString() });
  return (
    <>
      <PersonSelect
        label={t('simulation.who')}
        placeholder={t('simulation.whoPlaceholder')}
        person={person}
        choose={setPerson}
      />
      <TextInput
        type="datetime-local"
        label={t('simulation.enterAt')}
        description={t('simulation.enterAtHelp')}
        value={enterAt}
        onChange={(event) => setEnterAt(event.currentTarget.value)}
      />
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        loading={one.isPending}
        disabled={person === null}
        onClick={start}
      >
        {t('simulation.walkAction')}
      </Button>
      {one.isError && <ErrorState error={one.error} />}
      {one.data && !one.isPending && !one.isError && <Result walk={one.data} definition={definition} />}
    </>
  );
}

function Result({ walk, definition }: { walk: Walk; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      <Text size="sm" fw={500} mb={8}>
        {walk.person}
      </Text>
      {!walk.allowed && (
        <Text size="sm" mb={8}>
          {t('simulation.notAllowed')}
        </Text>
      )}
      {walk.allowed && walk.steps.length === 0 && (
        <Text size="sm" mb={8}>
          {t('simulation.neverEntered')}
        </Text>
      )}
      <WalkSteps walk={walk} definition={definition} />
      {walk.inside.map((step) => (
        <Text key={step} size="sm" mt={8}>
          {t('simulation.stillInside', { step: titleOf(t, definition, step) })}
        </Text>
      ))}
      {walk.refused.map(({ at, reason }) => (
        <Text key={at} size="xs" c="dimmed" mt={4}>
          {format.dateTime(at)}: {t(`simulation.refused.${reason}`)}
        </Text>
      ))}
    </div>
  );
}
