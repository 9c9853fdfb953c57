import type { Schemas } from '@/api/client';

export type Condition = Schemas['Condition'];
export type PropertyCondition = Schemas['PropertyCondition'];
export type Operator = Schemas['Operator'];
export type EventMatch = Schemas['EventMatch'];
export type ConditionType = Condition['type'];

export const operators: readonly Operator[] = [
  'equals',
  'notEquals',
  'contains',
  'startsWith',
  'greater',
  'atLeast',
  'less',
  'atMost',
  'between',
  'in',
  'exists',
  'notExists',
];

/** The kinds a person may choose; `not` is offered as a switch of its own where it is wanted. */
export const conditionTypes: readonly ConditionType[] = [
  'event',
  'trait',
  'sequence',
  'lastSeen',
  'firstSeen',
  'sessions',
  'stage',
  'segment',
  'list',
  'all',
  'any',
  'not',
];

export type ValueShape = 'none' | 'one' | 'two' | 'many';

export function valueShape(operator: Operator): ValueShape {
  switch (operator) {
    case 'exists':
    case 'notExists':
      return 'none';
    case 'between':
      return 'two';
    case 'in':
      return 'many';
    default:
      return 'one';
  }
}

/** A number where the text is one, else the text: `12.5` is compared as a number, `12a` as text. */
export function scalar(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  // A leading zero or plus is part of a code or a phone number.
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  return text;
}

/** Keeps only what the operator uses, so that a changed mind leaves nothing behind. */
export function withOperator<T extends { operator?: Operator; value?: unknown; values?: unknown[] }>(
  row: T,
  operator: Operator,
): T {
  const { value, values, ...rest } = row;
  const kept = value ?? values?.[0] ?? '';
  const base = { ...rest, operator };
  switch (valueShape(operator)) {
    case 'none':
      return base as unknown as T;
    case 'one':
      return { ...base, value: kept } as unknown as T;
    case 'two':
      return { ...base, values: [kept, values?.[1] ?? kept] } as unknown as T;
    case 'many':
      return { ...base, values: values ?? (kept === '' ? [] : [kept]) } as unknown as T;
  }
}

export function newCondition(type: ConditionType): Condition {
  switch (type) {
    case 'all':
    case 'any':
      return { type, conditions: [newCondition('event')] };
    case 'not':
      return { type, condition: newCondition('event') };
    case 'trait':
      return { type, trait: '', operator: 'equals', value: '' };
    case 'event':
      return { type, match: { event: '' }, comparison: 'atLeast', count: 1, within: 'P30D' };
    case 'sequence':
      return { type, matches: [{ event: '' }, { event: '' }], within: 'P7D' };
    case 'lastSeen':
    case 'firstSeen':
      return { type, comparison: 'atLeast', days: 30 };
    case 'sessions':
      return { type, comparison: 'atLeast', count: 2 };
    case 'stage':
      return { type, stage: '' };
    case 'segment':
      return { type, segment: '' };
    case 'list':
      return { type, list: '' };
  }
}

function propertyComplete(row: PropertyCondition): boolean {
  if (row.property === '') return false;
  switch (valueShape(row.operator)) {
    case 'none':
      return true;
    case 'one':
      return row.value !== undefined && row.value !== '';
    case 'two':
      return row.values?.length === 2 && row.values.every((value) => value !== '');
    case 'many':
      return (row.values?.length ?? 0) > 0;
  }
}

const properties = (rows: readonly PropertyCondition[] | undefined) => (rows ?? []).every(propertyComplete);

export const matchComplete = (match: EventMatch | undefined): boolean =>
  match !== undefined && match.event !== '' && properties(match.where);

/** Whether nothing is left blank; only then is it worth asking the server how many it meets. */
export function complete(condition: Condition): boolean {
  switch (condition.type) {
    case 'all':
    case 'any':
      return (condition.conditions?.length ?? 0) > 0 && (condition.conditions ?? []).every(complete);
    case 'not':
      return condition.condition !== undefined && complete(condition.condition);
    case 'trait':
      return properties([
        {
          ...condition,
          property: condition.trait ?? '',
          operator: condition.operator ?? 'equals',
        } as PropertyCondition,
      ]);
    case 'event':
      return matchComplete(condition.match) && condition.count !== undefined;
    case 'sequence':
      return (condition.matches?.length ?? 0) >= 2 && (condition.matches ?? []).every(matchComplete);
    case 'lastSeen':
    case 'firstSeen':
      return condition.days !== undefined;
    case 'sessions':
      return condition.count !== undefined;
    case 'stage':
      return Boolean(condition.stage);
    case 'segment':
      return Boolean(condition.segment);
    case 'list':
      return Boolean(condition.list);
  }
}
