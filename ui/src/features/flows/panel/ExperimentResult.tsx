import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { HowCounted } from '@/kit/HowCounted';
import { matchWords } from '@/kit/match/match.model';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import type { FlowStep } from '../model/flow.model';
import { useExperiment } from '../queries';
import css from './Experiment.module.css';

type Result = Schemas['ExperimentResult'];
type Variant = Schemas['ExperimentVariant'];

/** What the published experiment says: each way, the guards, and whether anything can be concluded. */
export function ExperimentResult({ step, flow }: { step: FlowStep; flow: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const result = useExperiment(flow, step.id).data;
  if (!result || result.variants.every((variant) => variant.exposed === 0)) return null;
  const mismatch = result.sampleRatio !== undefined && result.sampleRatio < 0.001;
  return (
    <Stack gap={8} role="region" aria-label={t('experiments.result')}>
      <Group gap={4}>
        <Text size="sm" fw={500}>
          {t('experiments.result')}
        </Text>
        <HowCounted topic="experiment" />
      </Group>
      <Verdict result={result} />
      {result.variants.map((variant) => (
        <VariantCard key={variant.name} variant={variant} flow={flow} step={step} leading={result.leading} />
      ))}
      {result.tooRecent > 0 && (
        <Text size="xs" c="dimmed">
          {t('experiments.tooRecent', { count: result.tooRecent, shown: format.number(result.tooRecent) })}
        </Text>
      )}
      {result.sampleRatio !== undefined && (
        <Text size="xs" c={mismatch ? 'red' : 'dimmed'}>
          {t(mismatch ? 'experiments.ratioOff' : 'experiments.ratioFine', { p: chance(format, result.sampleRatio) })}
        </Text>
      )}
      <GuardStates result={result} step={step} />
    </Stack>
  );
}

type Format = ReturnType<typeof useFormat>;

/** A probability; very small ones are not told apart. */
const chance = (format: Format, p: number) => (p < 0.0001 ? `< ${format.number(0.0001, 4)}` : format.number(p, 4));

function Verdict({ result }: { result: Result }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (result.decision) {
    return (
      <Alert color="teal" variant="light" title={t('experiments.decided', { way: result.decision.winner })}>
        {t('experiments.decidedText', { when: format.dateTime(result.decision.at), way: result.decision.winner })}
      </Alert>
    );
  }
  const color = { collecting: 'gray', unclear: 'gray', sampleRatio: 'red', guarded: 'orange', winner: 'teal' } as const;
  return (
    <Alert color={color[result.verdict]} variant="light">
      {t(`experiments.verdict.${result.verdict}`, {
        way: result.leading ?? '',
        minimum: format.number(result.minimum),
      })}
    </Alert>
  );
}

type CardProps = { variant: Variant; flow: string; step: FlowStep; leading: string | undefined };

function VariantCard({ variant, flow, step, leading }: CardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const showPeople = usePeopleDrawer();
  const show = (outcome: 'passed' | 'converted') =>
    showPeople({
      title: t('experiments.peopleOf', { way: variant.name }),
      query: { kind: 'flowStep', flow, stepId: step.id, value: variant.name, outcome },
    });
  const { comparison, share } = variant;
  const points = (value: number) => format.number(value * 100, 1);
  return (
    <section className={css.variant} data-leading={variant.name === leading || undefined} aria-label={variant.name}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{variant.name}</Text>
        <Text fw={600}>{variant.people === 0 ? '–' : format.percent(share.estimate)}</Text>
      </Group>
      {variant.people > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {t('experiments.between', { low: format.percent(share.low), high: format.percent(share.high) })}
          </Text>
          <Text size="xs">
            <Anchor component="button" type="button" size="xs" onClick={() => show('converted')}>
              {t('experiments.converted', { count: variant.converted, shown: format.number(variant.converted) })}
            </Anchor>{' '}
            <Anchor component="button" type="button" size="xs" onClick={() => show('passed')}>
              {t('experiments.ofPeople', { count: variant.people, shown: format.number(variant.people) })}
            </Anchor>
          </Text>
          <Text size="xs">{t('experiments.best', { share: format.percent(variant.best) })}</Text>
        </>
      )}
      {comparison && (
        <>
          <Text size="xs">
            {t('experiments.difference', {
              points: points(comparison.difference.estimate),
              low: points(comparison.difference.low),
              high: points(comparison.difference.high),
            })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('experiments.z', { p: chance(format, comparison.p) })}
          </Text>
        </>
      )}
    </section>
  );
}

function GuardStates({ result, step }: { result: Result; step: FlowStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  const color = { holds: 'teal', open: 'dimmed', broken: 'red' } as const;
  return result.guards.map((state) => {
    const match = step.guards?.[state.guard]?.match;
    return (
      <Text key={state.guard} size="xs" c={color[state.holding]}>
        {t(`experiments.holding.${state.holding}`, {
          guard: match ? matchWords(t, match) : t('experiments.unsubscribes'),
          rise: format.number(state.rise.estimate * 100, 1),
          high: format.number(state.rise.high * 100, 1),
          margin: format.number(state.margin * 100, 2),
        })}
      </Text>
    );
  });
}
