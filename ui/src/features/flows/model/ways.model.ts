import type { FlowStep, FlowWay } from './flow.model';

/** A split of two ways as one of named ways, which can have more. */
export function withWays(step: FlowStep): Partial<FlowStep> {
  const percent = step.percent ?? 50;
  const way = (label: string, share: number, next: string | undefined): FlowWay =>
    next === undefined ? { label, percent: share } : { label, percent: share, next };
  return { ways: [way('A', percent, step.next), way('B', 100 - percent, step.otherwise)] };
}

/** One way more, where the last one leads, named by the next free letter. */
export function oneMore(ways: readonly FlowWay[], split: boolean): FlowWay[] {
  const used = new Set(ways.map((way) => way.label));
  const names = split ? [...'ABCDEFGHIJKLMNOPQRST'] : Array.from({ length: 21 }, (_, at) => String(at + 1));
  const label = names.find((name) => !used.has(name)) ?? String(ways.length + 1);
  const next = ways.at(-1)?.next;
  const fresh: FlowWay = split ? { label, percent: 0 } : { label, values: [] };
  return [...ways, next === undefined ? fresh : { ...fresh, next }];
}
