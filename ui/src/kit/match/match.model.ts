import type { Schemas } from '@/api/client';

export type EventMatch = Schemas['EventMatch'];
export type PropertyCondition = Schemas['PropertyCondition'];
export type Operator = Schemas['Operator'];
export type Scalar = Schemas['Scalar'];
export type ObservedSchema = Schemas['ObservedSchema'];
export type PropertyKind = Schemas['ObservedProperty']['kind'];

const textOperators: Operator[] = ['equals', 'notEquals', 'contains', 'startsWith', 'in', 'exists', 'notExists'];
const numberOperators: Operator[] = [
  'equals',
  'notEquals',
  'atLeast',
  'atMost',
  'greater',
  'less',
  'between',
  'exists',
  'notExists',
];
const truthOperators: Operator[] = ['equals', 'exists', 'notExists'];

/** The operators that make sense for values of a kind; every one when the kind is not known. */
export function operatorsFor(kind: PropertyKind): Operator[] {
  switch (kind) {
    case 'text':
      return textOperators;
    case 'number':
      return numberOperators;
    case 'boolean':
      return truthOperators;
    case 'mixed':
      return [...new Set([...textOperators, ...numberOperators])];
  }
}

/** How many values an operator takes. */
export function operands(operator: Operator): 'none' | 'one' | 'two' | 'many' {
  if (operator === 'exists' || operator === 'notExists') return 'none';
  if (operator === 'between') return 'two';
  return operator === 'in' ? 'many' : 'one';
}

/** Reads what a person typed as the kind of value that the property has. */
export function readScalar(text: string, kind: PropertyKind): Scalar {
  const trimmed = text.trim();
  const numeric = trimmed !== '' && Number.isFinite(Number(trimmed.replace(',', '.')));
  if (kind === 'boolean') return trimmed === 'true';
  if (kind === 'number' && numeric) return Number(trimmed.replace(',', '.'));
  return text;
}

export function readScalars(text: string, kind: PropertyKind): Scalar[] {
  return text
    .split(/[;,](?=\s)|;/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => readScalar(part, kind));
}

/** Keeps the values that the new operator can use. */
export function withOperator(condition: PropertyCondition, operator: Operator): PropertyCondition {
  const values = condition.values ?? (condition.value === undefined ? [] : [condition.value]);
  const base = { property: condition.property, operator };
  switch (operands(operator)) {
    case 'none':
      return base;
    case 'one':
      return { ...base, value: values[0] ?? '' };
    case 'two':
      return { ...base, values: [values[0] ?? '', values[1] ?? ''] };
    case 'many':
      return { ...base, values: values.filter((value) => value !== '') };
  }
}

export function conditionComplete({ property, operator, value, values }: PropertyCondition): boolean {
  if (property === '') return false;
  const given = values ?? (value === undefined ? [] : [value]);
  const filled = given.filter((candidate) => candidate !== '').length;
  switch (operands(operator)) {
    case 'none':
      return true;
    case 'one':
      return filled >= 1;
    case 'two':
      return filled >= 2;
    case 'many':
      return filled >= 1;
  }
}

export function kindOf(schema: ObservedSchema | undefined, event: string, property: string): PropertyKind {
  const found = schema?.events.find((candidate) => candidate.name === event)?.properties;
  return found?.find((candidate) => candidate.name === property)?.kind ?? 'mixed';
}

type Words = (key: string, values?: Record<string, unknown>) => string;

export function conditionWords(t: Words, condition: PropertyCondition): string {
  const values = condition.values ?? (condition.value === undefined ? [] : [condition.value]);
  const join = condition.operator === 'between' ? ` ${t('match.and')} ` : ', ';
  const said = values.map((value) => (typeof value === 'string' ? `“${value}”` : String(value))).join(join);
  return [condition.property, t(`match.operator.${condition.operator}`), said].filter(Boolean).join(' ');
}

/** "“Order Completed” where total is at least 100", in the user's language. */
export function matchWords(t: Words, match: EventMatch): string {
  const where = (match.where ?? []).map((condition) => conditionWords(t, condition));
  const event = `“${match.event}”`;
  if (where.length === 0) return event;
  return t('match.where', { event, conditions: where.join(` ${t('match.and')} `) });
}
