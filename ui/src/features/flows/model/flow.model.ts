import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';
import { blank } from './blank.model';

export type FlowDefinition = Schemas['FlowDefinition'];
export type FlowContent = Schemas['FlowContent'];
export type FlowStep = Schemas['FlowStep'];
export type FlowEntry = Schemas['FlowEntry'];
export type Flow = Schemas['Flow'];
export type FlowProblem = Schemas['FlowProblem'];
export type FlowCounts = Schemas['FlowCounts'];
export type StepType = FlowStep['type'];
export type FlowTrigger = Schemas['FlowTrigger'];
export type FlowWay = Schemas['FlowWay'];
/** A way out of a step; those of a step with ways of its own are numbered. */
export type Slot = 'next' | 'otherwise' | 'timeoutNext' | `ways/${number}`;

export const entryId = 'entry';
/** What can be put on a way, in the order of the palette and of the menu of the plus signs. */
export const stepGroups = {
  say: ['email', 'push', 'sms', 'showMessage', 'askForPush'],
  wait: ['wait', 'waitUntilTime', 'waitUntilDate', 'waitForEvent', 'waitForCondition', 'throttle'],
  decide: ['condition', 'switch', 'split', 'experiment'],
  act: [
    'setTrait',
    'addToList',
    'removeFromList',
    'issueCoupon',
    'addPoints',
    'webhook',
    'startFlow',
    'stopFlow',
    'exit',
  ],
} as const satisfies Record<string, readonly StepType[]>;
export type StepGroup = keyof typeof stepGroups;
export const groupNames = Object.keys(stepGroups) as StepGroup[];
export const stepTypes: readonly StepType[] = Object.values(stepGroups).flat();
export const groupOf = (type: StepType): StepGroup =>
  groupNames.find((name) => (stepGroups[name] as readonly StepType[]).includes(type)) ?? 'act';
/** Steps that every passage takes time at. */
const timed: readonly StepType[] = ['wait', 'waitUntilTime', 'waitForEvent'];

/** One way out of a step (or of the entry). */
export type Outlet = { from: string; slot: Slot };
export type Edge = Outlet & { to: string };

const numbered = (ways: readonly FlowWay[] | undefined): Slot[] => (ways ?? []).map((_, at): Slot => `ways/${at}`);

export function slotsOf(step: Pick<FlowStep, 'type' | 'ways' | 'waitForAnswer'>): readonly Slot[] {
  switch (step.type) {
    case 'exit':
      return [];
    case 'waitForEvent':
    case 'waitForCondition':
      return ['next', 'timeoutNext'];
    case 'condition':
    case 'waitUntilDate':
    case 'issueCoupon':
      return ['next', 'otherwise'];
    case 'switch':
      return [...numbered(step.ways), 'otherwise'];
    case 'experiment':
      return numbered(step.ways);
    case 'split':
      return step.ways?.length ? numbered(step.ways) : ['next', 'otherwise'];
    case 'webhook':
      return step.waitForAnswer ? ['next', 'otherwise'] : ['next'];
    case 'wait':
    case 'waitUntilTime':
    case 'throttle':
    case 'email':
    case 'push':
    case 'sms':
    case 'showMessage':
    case 'askForPush':
    case 'setTrait':
    case 'addToList':
    case 'removeFromList':
    case 'addPoints':
    case 'startFlow':
    case 'stopFlow':
      return ['next'];
  }
}

/** The number of a way; undefined for the others. */
const wayAt = (slot: Slot): number | undefined => (slot.startsWith('ways/') ? Number(slot.slice(5)) : undefined);

/** The way behind a numbered slot. */
export function wayOf(step: FlowStep | undefined, slot: Slot): FlowWay | undefined {
  const at = wayAt(slot);
  return at === undefined ? undefined : step?.ways?.[at];
}

/** Where a way out of a step leads. */
export function ledTo(step: FlowStep | undefined, slot: Slot): string | undefined {
  if (slot === 'next' || slot === 'otherwise' || slot === 'timeoutNext') return step?.[slot];
  return wayOf(step, slot)?.next;
}

/** A step with one of its ways led elsewhere. */
export function leading(step: FlowStep, slot: Slot, to: string): FlowStep {
  const at = wayAt(slot);
  if (at === undefined) return { ...step, [slot]: to };
  return { ...step, ways: (step.ways ?? []).map((way, place) => (place === at ? { ...way, next: to } : way)) };
}

export function stepOf(definition: FlowDefinition, id: string | null): FlowStep | undefined {
  return definition.steps.find((step) => step.id === id);
}

/** Every way in the flow whose ends exist. */
export function edgesOf(definition: FlowDefinition): Edge[] {
  const known = new Set(definition.steps.map((step) => step.id));
  const edges: Edge[] = [];
  const first = definition.entry.next;
  if (first !== undefined && known.has(first)) edges.push({ from: entryId, slot: 'next', to: first });
  for (const step of definition.steps) {
    for (const slot of slotsOf(step)) {
      const to = ledTo(step, slot);
      if (to !== undefined && known.has(to)) edges.push({ from: step.id, slot, to });
    }
  }
  return edges;
}

export function reachable(definition: FlowDefinition): Set<string> {
  const edges = edgesOf(definition);
  const found = new Set([entryId]);
  const open = [entryId];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const edge of edges) {
      if (edge.from !== from || found.has(edge.to)) continue;
      found.add(edge.to);
      open.push(edge.to);
    }
  }
  return found;
}

export function targetOf(definition: FlowDefinition, { from, slot }: Outlet): string | undefined {
  return from === entryId ? definition.entry.next : ledTo(stepOf(definition, from), slot);
}

/** Leads one way to a step. */
export function withTarget(definition: FlowDefinition, { from, slot }: Outlet, to: string): FlowDefinition {
  if (from === entryId) return { ...definition, entry: { ...definition.entry, next: to } };
  return {
    ...definition,
    steps: definition.steps.map((step) => (step.id === from ? leading(step, slot, to) : step)),
  };
}

/** Every way leads to a step, with an end where it led nowhere, and no step is left that nobody can reach. */
export function repaired(definition: FlowDefinition): FlowDefinition {
  const known = new Set(definition.steps.map((step) => step.id));
  let whole = definition;
  const outlets: Outlet[] = [
    { from: entryId, slot: 'next' },
    ...definition.steps.flatMap((step) => slotsOf(step).map((slot) => ({ from: step.id, slot }))),
  ];
  for (const outlet of outlets) {
    const target = targetOf(whole, outlet);
    if (target !== undefined && known.has(target)) continue;
    const end: FlowStep = { id: newId('x-'), type: 'exit' };
    known.add(end.id);
    whole = withTarget({ ...whole, steps: [...whole.steps, end] }, outlet, end.id);
  }
  const inside = reachable(whole);
  const steps = whole.steps.filter((step) => inside.has(step.id));
  return steps.length === whole.steps.length ? whole : { ...whole, steps };
}

/** Puts a step on a way; what followed follows the new step on all its ways. */
export function insertStep(
  definition: FlowDefinition,
  outlet: Outlet,
  type: StepType,
  id: string = newId('s-'),
): FlowDefinition {
  const target = targetOf(definition, outlet);
  const bare = { ...blank(type), id, type } as FlowStep;
  const step = slotsOf(bare).reduce((led, slot) => (target === undefined ? led : leading(led, slot, target)), bare);
  const source = definition.steps.findIndex((candidate) => candidate.id === outlet.from);
  const steps = [...definition.steps.slice(0, source + 1), step, ...definition.steps.slice(source + 1)];
  return repaired(withTarget({ ...definition, steps }, outlet, id));
}

/** Takes a step away and joins what came before with what came after its main way. An end stays: its way must end. */
export function removeStep(definition: FlowDefinition, id: string): FlowDefinition {
  const step = stepOf(definition, id);
  if (step === undefined || step.type === 'exit') return definition;
  const main = ledTo(step, slotsOf(step)[0] ?? 'next');
  const target = main === id ? undefined : main;
  let joined: FlowDefinition = { ...definition, steps: definition.steps.filter((other) => other.id !== id) };
  for (const edge of edgesOf(definition)) {
    if (edge.to !== id || edge.from === id) continue;
    joined = withTarget(joined, edge, target ?? '');
  }
  return repaired(joined);
}

/** Leads a way to another step of the flow. */
export function connect(definition: FlowDefinition, outlet: Outlet, to: string): FlowDefinition {
  return repaired(withTarget(definition, outlet, to));
}

/** Where a way may lead: every other step from which one does not come back here without time passing. */
export function possibleTargets(definition: FlowDefinition, { from }: Outlet): FlowStep[] {
  return definition.steps.filter((step) => step.id !== from && !comesBackAtOnce(definition, step.id, from));
}

/** Whether people could go round and round without time passing. */
export function goesInCircles(definition: FlowDefinition): boolean {
  return edgesOf(definition).some(
    ({ from, to }) =>
      !timed.includes(stepOf(definition, from)?.type ?? 'wait') && comesBackAtOnce(definition, to, from),
  );
}

function comesBackAtOnce(definition: FlowDefinition, start: string, goal: string): boolean {
  const edges = edgesOf(definition);
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    const type = stepOf(definition, id)?.type;
    if (type !== undefined && timed.includes(type)) continue;
    open.push(...edges.filter((edge) => edge.from === id).map((edge) => edge.to));
  }
  return false;
}

export function editStep(definition: FlowDefinition, id: string, change: Partial<FlowStep>): FlowDefinition {
  return {
    ...definition,
    steps: definition.steps.map((step) => {
      if (step.id !== id) return step;
      const next = Object.entries({ ...step, ...change }).filter(([, value]) => value !== undefined);
      return Object.fromEntries(next) as FlowStep;
    }),
  };
}

export function contentOf({ name, description, definition }: Flow): FlowContent {
  return description === undefined ? { name, definition } : { name, description, definition };
}

/** Ways that lead back up to a step already passed. */
export function backEdges(edges: readonly Edge[]): Set<Edge> {
  const back = new Set<Edge>();
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const edge of edges) {
      if (edge.from !== id) continue;
      if (state.get(edge.to) === 'open') back.add(edge);
      else if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, 'done');
  };
  visit(entryId);
  return back;
}
