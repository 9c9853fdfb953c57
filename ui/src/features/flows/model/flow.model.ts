import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';

export type FlowDefinition = Schemas['FlowDefinition'];
export type FlowContent = Schemas['FlowContent'];
export type FlowStep = Schemas['FlowStep'];
export type FlowEntry = Schemas['FlowEntry'];
export type Flow = Schemas['Flow'];
export type FlowProblem = Schemas['FlowProblem'];
export type FlowCounts = Schemas['FlowCounts'];
export type StepType = FlowStep['type'];
export type Slot = 'next' | 'otherwise' | 'timeoutNext';

export const entryId = 'entry';
/** What the menu on an edge offers, in its order. */
export const stepTypes: readonly StepType[] = [
  'email',
  'wait',
  'waitForEvent',
  'condition',
  'split',
  'setTrait',
  'exit',
];

/** One way out of a step (or of the entry). */
export type Outlet = { from: string; slot: Slot };
export type Edge = Outlet & { to: string };

export function slotsOf(type: StepType): readonly Slot[] {
  switch (type) {
    case 'exit':
      return [];
    case 'waitForEvent':
      return ['next', 'timeoutNext'];
    case 'condition':
    case 'split':
      return ['next', 'otherwise'];
    case 'wait':
    case 'email':
    case 'setTrait':
      return ['next'];
  }
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
    for (const slot of slotsOf(step.type)) {
      const to = step[slot];
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
  return from === entryId ? definition.entry.next : stepOf(definition, from)?.[slot];
}

/** Leads one way to a step. */
export function withTarget(definition: FlowDefinition, { from, slot }: Outlet, to: string): FlowDefinition {
  if (from === entryId) return { ...definition, entry: { ...definition.entry, next: to } };
  return {
    ...definition,
    steps: definition.steps.map((step) => (step.id === from ? { ...step, [slot]: to } : step)),
  };
}

/** Every way leads to a step, with an end where it led nowhere, and no step is left that nobody can reach. */
export function repaired(definition: FlowDefinition): FlowDefinition {
  const known = new Set(definition.steps.map((step) => step.id));
  let whole = definition;
  const outlets: Outlet[] = [
    { from: entryId, slot: 'next' },
    ...definition.steps.flatMap((step) => slotsOf(step.type).map((slot) => ({ from: step.id, slot }))),
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

/** What a new step starts with. */
function blank(type: StepType): Partial<FlowStep> {
  switch (type) {
    case 'wait':
      return { duration: 'P1D' };
    case 'waitForEvent':
      return { timeout: 'P7D', since: 'step' };
    case 'condition':
      return {};
    case 'split':
      return { percent: 50 };
    case 'email':
      return { subject: '', body: '', purpose: 'marketing' };
    case 'setTrait':
      return { trait: '', value: '' };
    case 'exit':
      return {};
  }
}

/** Puts a step on a way; what followed follows the new step on all its ways. */
export function insertStep(
  definition: FlowDefinition,
  outlet: Outlet,
  type: StepType,
  id: string = newId('s-'),
): FlowDefinition {
  const target = targetOf(definition, outlet);
  const ways = Object.fromEntries(slotsOf(type).map((slot) => [slot, target]));
  const step = { ...blank(type), ...ways, id, type } as FlowStep;
  const source = definition.steps.findIndex((candidate) => candidate.id === outlet.from);
  const steps = [...definition.steps.slice(0, source + 1), step, ...definition.steps.slice(source + 1)];
  return repaired(withTarget({ ...definition, steps }, outlet, id));
}

/** Takes a step away and joins what came before with what came after its main way. An end stays: its way must end. */
export function removeStep(definition: FlowDefinition, id: string): FlowDefinition {
  const step = stepOf(definition, id);
  if (step === undefined || step.type === 'exit') return definition;
  const target = step.next === id ? undefined : step.next;
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

function comesBackAtOnce(definition: FlowDefinition, start: string, goal: string): boolean {
  const edges = edgesOf(definition);
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    const type = stepOf(definition, id)?.type;
    if (type === 'wait' || type === 'waitForEvent') continue;
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
