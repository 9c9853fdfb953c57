import type { Schemas } from '@/api/client';
import { complete, matchComplete } from '@/kit/condition/condition.model';

export type Stage = Schemas['StageContent'];
export type Rule = Schemas['StageRule'];
export type Model = Schemas['StageModelContent'];

export const ruleKinds = ['enter', 'advance', 'regress'] as const;

export const hues = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy', 'neutral'] as const;

/** The content alone; occupancy belongs to the answer. */
export function contentOf(model: Schemas['StageModel']): Model {
  return { stages: model.stages, regress: model.regress ?? true };
}

export const newRule = (): Rule => ({ kind: 'enter', on: { event: '' } });

/** A rule says an event, a condition or both; what it says is finished. */
export function ruleComplete({ on, condition }: Rule): boolean {
  if (on === undefined && condition === undefined) return false;
  return (on === undefined || matchComplete(on)) && (condition === undefined || complete(condition));
}

export function withNewStage(model: Model, name: string): Model {
  const taken = new Set(model.stages.map((stage) => stage.id));
  let number = model.stages.length + 1;
  while (taken.has(`stage-${number}`)) number++;
  const used = new Set(model.stages.map((stage) => stage.hue));
  const hue = hues.find((candidate) => !used.has(candidate)) ?? 'neutral';
  return { ...model, stages: [...model.stages, { id: `stage-${number}`, name, hue, rules: [newRule()] }] };
}

export function withMoved(model: Model, place: number, by: -1 | 1): Model {
  const stages = [...model.stages];
  const [stage] = stages.splice(place, 1);
  if (stage) stages.splice(Math.max(0, place + by), 0, stage);
  return { ...model, stages };
}

export type StageFault = 'tooFew' | 'tooMany' | 'noName' | 'noRule';

/** The first thing that keeps the model from being saved. */
export function faultOf(model: Model): StageFault | null {
  if (model.stages.length < 2) return 'tooFew';
  if (model.stages.length > 12) return 'tooMany';
  if (model.stages.some((stage) => stage.name.trim() === '')) return 'noName';
  const ruled = model.stages.every((stage) => stage.rules.length > 0 && stage.rules.every(ruleComplete));
  return ruled ? null : 'noRule';
}

/** One line of the preview; no stage is those who are in none. */
export type Row = { stage: Stage | null; persons: number; before: number };

export function rowsOf(model: Model, counts: Schemas['StagePreview']['stages']): Row[] {
  return counts.map(({ stage, persons, before }) => ({
    stage: model.stages.find((known) => known.id === stage) ?? null,
    persons,
    before,
  }));
}

export const changeOf = (row: Row): number => row.persons - row.before;

export type Difference = {
  what: 'first' | 'added' | 'removed' | 'renamed' | 'rules' | 'look' | 'order' | 'regress';
  name: string;
};

/** What a save changed, stage by stage; the first one changed nothing but began. */
export function differences(before: Model | undefined, after: Model): Difference[] {
  if (before === undefined) return [{ what: 'first', name: '' }];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const found: Difference[] = [];
  for (const stage of after.stages) {
    const old = before.stages.find(({ id }) => id === stage.id);
    const { name } = stage;
    if (old === undefined) found.push({ what: 'added', name });
    else {
      if (old.name !== name) found.push({ what: 'renamed', name });
      if (!same([old.rules, old.exitAfterDays], [stage.rules, stage.exitAfterDays]))
        found.push({ what: 'rules', name });
      if (old.hue !== stage.hue) found.push({ what: 'look', name });
    }
  }
  for (const { id, name } of before.stages) {
    if (!after.stages.some((stage) => stage.id === id)) found.push({ what: 'removed', name });
  }
  const shared = (model: Model, other: Model) =>
    model.stages.map(({ id }) => id).filter((id) => other.stages.some((stage) => stage.id === id));
  if (!same(shared(before, after), shared(after, before))) found.push({ what: 'order', name: '' });
  if ((before.regress ?? true) !== (after.regress ?? true)) found.push({ what: 'regress', name: '' });
  return found;
}
