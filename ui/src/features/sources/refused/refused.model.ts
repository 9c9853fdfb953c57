import type { Schemas } from '@/api/client';

export type Repair = Schemas['DeadLetterRepair'];
export type Filter = { source?: string; code?: string; text?: string };

/** A change as it is typed; it may be half done yet. */
export type Draft = { id: number; kind: Repair['kind']; field: string; to: string; value: string };

/** The filter as the server reads it in a body. */
export function bodyOf(filter: Filter): Schemas['DeadLetterFilter'] {
  return {
    ...(filter.source ? { sourceId: filter.source } : {}),
    ...(filter.code ? { code: filter.code } : {}),
    ...(filter.text ? { text: filter.text } : {}),
  };
}

export function isComplete(draft: Draft): boolean {
  return draft.field.trim() !== '' && (draft.kind !== 'rename' || draft.to.trim() !== '');
}

/** A value that is a number, true, false or other JSON stands for that; anything else is text. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function repairOf(draft: Draft): Repair {
  const field = draft.field.trim();
  switch (draft.kind) {
    case 'rename':
      return { kind: 'rename', field, to: draft.to.trim() };
    case 'put':
      return { kind: 'put', field, value: jsonOrText(draft.value) as never };
    case 'remove':
      return { kind: 'remove', field };
  }
}

/** Indented where it is JSON, as it came where not. */
export function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** The names of the reasons that we have words for. */
const worded = [
  'id-missing',
  'unusable-id',
  'name-missing',
  'too-large',
  'too-deep',
  'too-many-properties',
  'bad-time',
  'unknown-type',
  'not-an-object',
  'no-consent',
  'group-without-person',
  'group-missing',
  'ids-missing',
  'unknown-operation',
  'nothing-said',
] as const;
export type Worded = (typeof worded)[number];

export function isWorded(code: string): code is Worded {
  return (worded as readonly string[]).includes(code);
}
