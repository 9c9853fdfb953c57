import { backEdges, type Edge, edgesOf, entryId, type FlowDefinition, type FlowStep, stepOf } from './flow.model';

export type ListedStep = { step: FlowStep; depth: number; via: Edge };

/** Steps in the order in which people meet them, with how deep in branches they lie; where ways meet, after all of them. */
export function listOf(definition: FlowDefinition): ListedStep[] {
  const all = edgesOf(definition);
  const back = backEdges(all);
  const edges = all.filter((edge) => !back.has(edge));
  const waiting = new Map<string, number>();
  for (const edge of edges) waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
  const shallowest = new Map<string, number>();
  const list: ListedStep[] = [];
  const arrive = (via: Edge, depth: number) => {
    const least = Math.min(depth, shallowest.get(via.to) ?? Number.POSITIVE_INFINITY);
    shallowest.set(via.to, least);
    const left = (waiting.get(via.to) ?? 1) - 1;
    waiting.set(via.to, left);
    const step = stepOf(definition, via.to);
    if (left > 0 || step === undefined) return;
    const meets = edges.filter((edge) => edge.to === via.to).length > 1;
    const own = meets ? Math.max(0, least - 1) : least;
    list.push({ step, depth: own, via });
    const ways = edges.filter((edge) => edge.from === step.id);
    for (const way of ways) arrive(way, ways.length > 1 ? own + 1 : own);
  };
  for (const edge of edges) if (edge.from === entryId) arrive(edge, 0);
  return list;
}
