import { mergeList, mergeRecord, mergeValue, same } from '@/kit/edit/merge.model';
import { type FlowContent, type FlowDefinition, repaired } from './flow.model';

function mergeDefinitions(base: FlowDefinition, mine: FlowDefinition, theirs: FlowDefinition): FlowDefinition {
  const { steps: baseSteps, entry: baseEntry, ...baseRest } = base;
  const { steps: mySteps, entry: myEntry, ...myRest } = mine;
  const { steps: theirSteps, entry: theirEntry, ...theirRest } = theirs;
  const merged = {
    ...mergeRecord(baseRest, myRest, theirRest),
    entry: mergeRecord(baseEntry, myEntry, theirEntry),
    steps: mergeList(baseSteps, mySteps, theirSteps),
  };
  return repaired(merged);
}

/** Three-way merge of a flow, step by step; afterwards every way leads to a step again. */
export function mergeFlows(base: FlowContent, mine: FlowContent, theirs: FlowContent): FlowContent {
  const definition = same(mine.definition, base.definition)
    ? theirs.definition
    : mergeDefinitions(base.definition, mine.definition, theirs.definition);
  const description = mergeValue(base.description, mine.description, theirs.description);
  const name = mergeValue(base.name, mine.name, theirs.name);
  return description === undefined ? { name, definition } : { name, description, definition };
}
