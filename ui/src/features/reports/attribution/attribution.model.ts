import type { Schemas } from '@/api/client';
import { categoryAxis, escapeHtml, tooltip, valueAxis } from '@/kit/chart/options';
import type { ChartPalette } from '@/kit/chart/palette';

export type AttributionResult = Schemas['AttributionResult'];
export type AttributionRow = Schemas['AttributionChannel'];
export type AttributionCredit = Schemas['AttributionCredit'];
export type AttributionModel = Schemas['AttributionModel'];
export type AttributionTarget = 'conversions' | 'value' | 'retained';
/** What the report is asked, and which two models the page compares; those are not sent. */
export type AttributionDefinition = Omit<Schemas['AttributionRequest'], 'scope'> & {
  model?: AttributionModel;
  against?: AttributionModel;
};

export const models: readonly AttributionModel[] = [
  'first',
  'last',
  'lastNonDirect',
  'linear',
  'timeDecay',
  'position',
  'markov',
  'shapley',
];
export const targets: readonly AttributionTarget[] = ['conversions', 'value', 'retained'];
export const rest = '…';

export const initialAttribution: AttributionDefinition = {
  by: 'channel',
  window: 'P30D',
  stayAfter: 'P30D',
  target: 'conversions',
};

/** Requests leave out what is blank, and what only concerns the page. */
export function requestOf(definition: AttributionDefinition): Omit<Schemas['AttributionRequest'], 'scope'> {
  const { model: _model, against: _against, conversion, comeback, touchpoints, by, ...others } = definition;
  const named = (touchpoints ?? []).filter((match) => match.event !== '');
  return {
    ...others,
    ...(conversion?.event ? { conversion } : {}),
    ...(comeback?.event ? { comeback } : {}),
    ...(named.length > 0 ? { touchpoints: named } : {}),
    ...(by ? { by } : {}),
  };
}

export function creditOf(row: AttributionRow, model: AttributionModel): AttributionCredit | undefined {
  return row.credits.find((credit) => credit.model === model);
}

export const amountOf = (credit: AttributionCredit | undefined, target: AttributionTarget): number =>
  credit?.[target] ?? 0;

/** What one conversion, or one of a customer who stayed, costs by a model. */
export const costOf = (credit: AttributionCredit | undefined, target: AttributionTarget): number | undefined =>
  target === 'retained' ? credit?.costPerRetained : credit?.costPerConversion;

/** What every model shares out. */
export function sharedOf({ totals }: AttributionResult, target: AttributionTarget): number {
  return { conversions: totals.shared, value: totals.sharedValue, retained: totals.sharedRetained }[target];
}

/** The largest credit of any model, so that the bars of all columns have one scale. */
export function largestOf(result: AttributionResult, target: AttributionTarget): number {
  return Math.max(0, ...result.channels.flatMap((row) => row.credits.map((credit) => amountOf(credit, target))));
}

type Words = {
  name: (label: string) => string;
  model: (model: AttributionModel) => string;
  amount: (n: number) => string;
};

/** Two models next to each other, channel by channel. */
export function compareOption(
  result: AttributionResult,
  pair: readonly [AttributionModel, AttributionModel],
  target: AttributionTarget,
  palette: ChartPalette,
  words: Words,
): Record<string, unknown> {
  const rows = result.channels.filter((row) => row.credits.length > 0);
  const colours = [palette.accent, palette.highlight];
  const hint = (points: { dataIndex: number }[]) => {
    const row = rows[points[0]?.dataIndex ?? -1];
    if (row === undefined) return '';
    const lines = pair.map(
      (model) =>
        `${escapeHtml(words.model(model))}: <strong>${words.amount(amountOf(creditOf(row, model), target))}</strong>`,
    );
    return `<strong>${escapeHtml(words.name(row.label))}</strong><br>${lines.join('<br>')}`;
  };
  return {
    tooltip: tooltip(palette, { axisPointer: { type: 'none' }, formatter: hint }),
    grid: { left: 8, right: 24, top: 4, bottom: 4, containLabel: true },
    xAxis: valueAxis(palette, words.amount),
    yAxis: {
      ...categoryAxis(
        palette,
        rows.map((row) => words.name(row.label)),
      ),
      boundaryGap: true,
      inverse: true,
    },
    series: pair.map((model, place) => ({
      type: 'bar',
      name: words.model(model),
      barMaxWidth: 14,
      barGap: '12%',
      itemStyle: { color: colours[place], borderRadius: [0, 3, 3, 0] },
      data: rows.map((row) => amountOf(creditOf(row, model), target)),
    })),
  };
}

/** Room for two bars a channel. */
export const chartHeight = (result: AttributionResult): number =>
  40 + Math.max(2, result.channels.filter((row) => row.credits.length > 0).length) * 40;
