import type { Schemas } from '@/api/client';

export type PathsDefinition = Omit<Schemas['PathsRequest'], 'scope'>;

export const initialPaths: PathsDefinition = {
  steps: 5,
  per: 'session',
  label: 'path',
  collapseRepeats: true,
  nodesPerStep: 7,
};

/** Requests leave out what is blank; the server reads absent as "any". */
export function requestOf(definition: PathsDefinition): PathsDefinition {
  const { start, end, label, ...rest } = definition;
  return {
    ...rest,
    ...(start?.event ? { start } : {}),
    ...(end?.event ? { end } : {}),
    ...(label ? { label } : {}),
  };
}
