import type { Schemas } from '@/api/client';
import { type Delta, deltaOf } from '@/kit/delta.model';

type Overview = Schemas['OverviewResult'];
type Rate = Schemas['Rate'];

export type Change = {
  /** `total` or `channel`. */
  kind: 'total' | 'channel';
  /** Key of the figure, or the name of the channel. */
  name: string;
  now: number;
  before: number;
  delta: Delta;
};

/** Counts differ when the gap is three times what chance alone would make of it (Poisson). */
function countsDiffer(now: number, before: number): boolean {
  return Math.abs(now - before) > 3 * Math.sqrt(now + before);
}

/** Shares differ when their intervals do not meet. */
function ratesDiffer(now: Rate, before: Rate): boolean {
  return now.low > before.high || now.high < before.low;
}

function change(kind: Change['kind'], name: string, now: number, before: number, moreIsBetter: boolean): Change[] {
  const delta = deltaOf(now, before, moreIsBetter);
  return delta === null ? [] : [{ kind, name, now, before, delta }];
}

/** What really changed since the period before, largest first; noise is left out. */
export function changesOf(now: Overview, before: Overview): Change[] {
  const totals = [
    ...(countsDiffer(now.totals.visitors, before.totals.visitors)
      ? change('total', 'visitors', now.totals.visitors, before.totals.visitors, true)
      : []),
    ...(countsDiffer(now.totals.conversions, before.totals.conversions)
      ? change('total', 'revenue', now.totals.revenue, before.totals.revenue, true)
      : []),
    ...(ratesDiffer(now.totals.conversionRate, before.totals.conversionRate)
      ? change('total', 'conversionRate', now.totals.conversionRate.value, before.totals.conversionRate.value, true)
      : []),
    ...(ratesDiffer(now.totals.bounceRate, before.totals.bounceRate)
      ? change('total', 'bounceRate', now.totals.bounceRate.value, before.totals.bounceRate.value, false)
      : []),
  ];
  const old = new Map(before.channels.map((row) => [row.name, row.visitors]));
  const channels = now.channels.flatMap((row) => {
    const was = old.get(row.name) ?? 0;
    return countsDiffer(row.visitors, was) ? change('channel', row.name, row.visitors, was, true) : [];
  });
  return [...totals, ...channels].sort((a, b) => Math.abs(b.delta.share) - Math.abs(a.delta.share)).slice(0, 5);
}

/** A line through the values in a box of the given size, as an SVG path; zero is the floor. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const most = Math.max(1, ...values);
  const x = (place: number) => ((place / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (height - (value / most) * (height - 2) - 1).toFixed(1);
  return values.map((value, place) => `${place === 0 ? 'M' : 'L'}${x(place)} ${y(value)}`).join(' ');
}

export type StageShare = { stage: string; name: string; hue: string; persons: number; share: number };

/** People in stages, in the order of the model; those in none are left out of the bar. */
export function stageShares(model: Schemas['StageModel']): StageShare[] {
  const persons = new Map(model.occupancy.map((row) => [row.stage, row.persons]));
  const total = model.stages.reduce((sum, stage) => sum + (persons.get(stage.id) ?? 0), 0);
  return model.stages.map((stage) => ({
    stage: stage.id,
    name: stage.name,
    hue: stage.hue,
    persons: persons.get(stage.id) ?? 0,
    share: total === 0 ? 0 : (persons.get(stage.id) ?? 0) / total,
  }));
}
