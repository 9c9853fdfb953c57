import type { Schemas } from '@/api/client';

type EventMatch = Schemas['EventMatch'];
type PropertyCondition = Schemas['PropertyCondition'];
type Words = (key: string, values?: Record<string, unknown>) => string;

export function conditionWords(t: Words, condition: PropertyCondition): string {
  // The server names an empty list beside a single value.
  const values = condition.values?.length ? condition.values : [condition.value].filter((one) => one !== undefined);
  const join = condition.operator === 'between' ? ` ${t('match.and')} ` : ', ';
  const said = values.map((value) => (typeof value === 'string' ? `“${value}”` : String(value))).join(join);
  return [condition.property, t(`condition.operator.${condition.operator}`), said].filter(Boolean).join(' ');
}

/** "“Order Completed” where total is at least 100", in the user's language. */
export function matchWords(t: Words, match: EventMatch): string {
  const where = (match.where ?? []).map((condition) => conditionWords(t, condition));
  const event = `“${match.event}”`;
  if (where.length === 0) return event;
  return t('match.where', { event, conditions: where.join(` ${t('match.and')} `) });
}
