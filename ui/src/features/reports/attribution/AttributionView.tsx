import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { channelName } from '@/kit/channels';
import { Chart } from '@/kit/chart/Chart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { useChartPalette } from '@/kit/chart/palette';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { Section } from '@/kit/Page';
import {
  type AttributionDefinition,
  type AttributionModel,
  type AttributionResult,
  type AttributionTarget,
  chartHeight,
  compareOption,
  models,
  rest,
  sharedOf,
  targets,
} from './attribution.model';
import { CostTable } from './CostTable';
import { ModelTable } from './ModelTable';

type Props = {
  result: AttributionResult;
  request: Schemas['AttributionRequest'];
  target: AttributionTarget;
  value: AttributionDefinition;
  change: (change: Partial<AttributionDefinition>) => void;
  openSpend: () => void;
};

/** The name of a label: channels in the user's language, everything else as it was collected. */
export function useLabelName(by: string, grouped: number) {
  const { t, i18n } = useTranslation();
  return (label: string) => {
    if (label === rest) return t('attribution.rest', { count: grouped });
    return by === 'channel' ? channelName(label, t, i18n.exists) : label;
  };
}

export function AttributionView({ result, request, target, value, change, openSpend }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const format = useFormat();
  const name = useLabelName(request.by ?? 'channel', result.grouped);
  const amount = (figure: number) => (target === 'value' ? format.money(figure) : format.number(figure, 1));
  const pair = [value.model ?? 'last', value.against ?? 'markov'] as const;
  return (
    <Stack gap={16}>
      <Group justify="space-between" gap={12}>
        <SegmentedControl
          aria-label={t('attribution.target')}
          data={targets.map((one) => ({ value: one, label: t(`attribution.targets.${one}`) }))}
          value={target}
          onChange={(next) => change({ target: next as AttributionTarget })}
        />
        {may && (
          <Button variant="default" leftSection={<IconCoins size={16} />} onClick={openSpend}>
            {t('attribution.spend.open')}
          </Button>
        )}
      </Group>
      <Totals result={result} target={target} />
      <Section title={t('attribution.compare')} counted="attribution" actions={<Pair pair={pair} change={change} />}>
        <Comparison result={result} pair={pair} target={target} name={name} amount={amount} />
      </Section>
      <ModelTable result={result} request={request} target={target} pair={pair} name={name} amount={amount} />
      {result.totals.spend > 0 && <CostTable result={result} target={target} pair={pair} name={name} />}
    </Stack>
  );
}

function Totals({ result, target }: { result: AttributionResult; target: AttributionTarget }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { totals } = result;
  const whole = target === 'value' ? format.money(totals.value) : format.number(totals[target]);
  const shared = sharedOf(result, target);
  const missing = totals[target] - shared;
  const bought = target === 'retained' ? totals.sharedRetained : totals.shared;
  return (
    <>
      <Figures columns={4}>
        <Figure label={t(`attribution.targets.${target}`)} value={whole} counted="attributionTargets" />
        <Figure
          label={t('attribution.shared')}
          value={target === 'value' ? format.money(shared) : format.number(shared)}
          counted="attribution"
        />
        <Figure label={t('attribution.spend.title')} value={format.money(totals.spend)} counted="spend" />
        {target === 'value' ? (
          <Figure
            label={t('attribution.returnOnSpend')}
            value={totals.spend > 0 ? format.number(shared / totals.spend, 1) : '–'}
            counted="spend"
          />
        ) : (
          <Figure
            label={t(`attribution.cost.${target}`)}
            value={totals.spend > 0 && bought > 0 ? format.money(totals.spend / bought) : '–'}
            counted="spend"
          />
        )}
      </Figures>
      <Text size="sm" c="dimmed">
        {t('attribution.without', { count: totals.pathsWithout, shown: format.number(totals.pathsWithout) })}
        {missing > 0 && ` ${t('attribution.unshared')}`}
        {target === 'retained' &&
          totals.undecided > 0 &&
          ` ${t('attribution.undecided', { count: totals.undecided, shown: format.number(totals.undecided) })}`}
      </Text>
    </>
  );
}

type PairProps = {
  pair: readonly [AttributionModel, AttributionModel];
  change: (change: Partial<AttributionDefinition>) => void;
};

function Pair({ pair, change }: PairProps) {
  const { t } = useTranslation();
  const data = models.map((model) => ({ value: model, label: t(`attribution.models.${model}`) }));
  return (
    <Group gap={8}>
      <Select
        aria-label={t('attribution.model')}
        w={200}
        data={data}
        value={pair[0]}
        onChange={(model) => model && change({ model: model as AttributionModel })}
      />
      <Text size="sm" c="dimmed">
        {t('attribution.against')}
      </Text>
      <Select
        aria-label={t('attribution.against')}
        w={200}
        data={data}
        value={pair[1]}
        onChange={(against) => against && change({ against: against as AttributionModel })}
      />
    </Group>
  );
}

type ComparisonProps = {
  result: AttributionResult;
  pair: readonly [AttributionModel, AttributionModel];
  target: AttributionTarget;
  name: (label: string) => string;
  amount: (figure: number) => string;
};

function Comparison({ result, pair, target, name, amount }: ComparisonProps) {
  const { t } = useTranslation();
  const palette = useChartPalette();
  const [one, other] = pair;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` and `amount` follow what is listed
  const option = useMemo(
    () =>
      compareOption(result, [one, other], target, palette, {
        name,
        amount,
        model: (m) => t(`attribution.models.${m}`),
      }),
    [result, one, other, target, palette, t],
  );
  return (
    <>
      <ChartKey
        entries={[
          { label: t(`attribution.models.${one}`), color: palette.accent },
          { label: t(`attribution.models.${other}`), color: palette.highlight },
        ]}
      />
      <Chart option={option} height={chartHeight(result)} label={t('attribution.chartLabel')} />
    </>
  );
}
