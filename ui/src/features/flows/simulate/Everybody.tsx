import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { ReportProgress } from '@/kit/report/ReportProgress';
import { ErrorState } from '@/kit/states';
import type { FlowDefinition } from '../model/flow.model';
import css from './Simulate.module.css';
import { type Simulation, type SimulationState, simulationKind } from './useSimulation';
import { titleOf } from './walk.model';

type Props = { definition: FlowDefinition; simulation: SimulationState };

export function Everybody({ definition, simulation }: Props) {
  const { t } = useTranslation();
  const { everybody, asked, result } = simulation;
  return (
    <>
      <Button
        leftSection={<IconPlayerPlay size={16} />}
        loading={everybody.isPending}
        disabled={asked.from === '' || asked.to === ''}
        onClick={() => everybody.mutate(asked)}
      >
        {t('simulation.run')}
      </Button>
      <ReportProgress kind={simulationKind} />
      {everybody.isError && <ErrorState error={everybody.error} />}
      {result && !everybody.isPending && !everybody.isError && (
        <>
          <Result result={result} />
          <Messages result={result} definition={definition} simulation={simulation} />
        </>
      )}
    </>
  );
}

function Result({ result }: { result: Simulation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { counts } = result;
  const rows: [string, number][] = [
    ['persons', result.persons],
    ['people', result.people],
    ['entered', counts.entered],
    ['goals', counts.goals],
    ['active', counts.active],
    ...result.exits.map(({ kind, runs }): [string, number] => [`exit.${kind}`, runs]),
    ...(result.withoutConsent > 0 ? [['withoutConsent', result.withoutConsent] as [string, number]] : []),
    ...result.refused.map(({ reason, times }): [string, number] => [`refused.${reason}`, times]),
  ];
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('simulation.result')} <HowCounted topic="simulation" />
      </Text>
      <dl className={css.figures}>
        {rows.map(([key, value]) => (
          <div key={key} data-part={key.includes('.') || undefined}>
            <dt>{t(`simulation.figure.${key}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {t('simulation.onCanvas')}
      </Text>
    </div>
  );
}

function Messages({ result, definition, simulation }: Props & { result: Simulation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { setTab, setPerson, one, asked } = simulation;
  const sent = result.counts.steps.reduce((sum, step) => sum + (step.sent ?? 0), 0);
  if (result.messages.length === 0) return null;
  const walk = (id: string, label: string) => {
    setPerson({ id, label });
    setTab('person');
    one.mutate({ personId: id, asked, enterAt: null });
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('simulation.messages', { count: sent, shown: format.number(sent) })}
      </Text>
      {result.held.length > 0 && (
        <ul className={css.held}>
          {result.held.map(({ step, rule, messages }) => (
            <li key={`${step}:${rule}`}>
              {titleOf(t, definition, step)}: {t('simulation.heldBack', { shown: format.number(messages) })}{' '}
              {t(`rules.why.${rule}`)}
            </li>
          ))}
        </ul>
      )}
      <ul className={css.messages}>
        {result.messages.map((message) => (
          <li key={`${message.personId}:${message.step}:${message.occurrence}:${message.at}`}>
            <button type="button" onClick={() => walk(message.personId, message.person)}>
              <strong>{message.person}</strong>
              <span>
                {titleOf(t, definition, message.step)} · {format.dateTime(message.until ?? message.at)}
                {message.skipped && ` · ${t(`rules.why.${message.skipped}`)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
