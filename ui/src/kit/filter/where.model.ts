import { operators, type PropertyCondition, valueShape } from '../condition/condition.model';

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const most = 10;

/** Whether a row says enough to be asked. */
export function complete({ property, operator, value, values }: PropertyCondition): boolean {
  if (property.trim() === '') return false;
  switch (valueShape(operator)) {
    case 'none':
      return true;
    case 'one':
      return value !== undefined && value !== '';
    case 'two':
      return values?.length === 2 && values.every((one) => one !== '');
    case 'many':
      return (values?.length ?? 0) > 0;
  }
}

/** Reads conditions from a URL; what is not one is dropped, so that an old link still opens. */
export function readWhere(given: unknown): PropertyCondition[] {
  if (!Array.isArray(given)) return [];
  return given.slice(0, most).flatMap((entry): PropertyCondition[] => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { property, operator, value, values } = entry as Record<string, unknown>;
    if (typeof property !== 'string' || !operators.includes(operator as PropertyCondition['operator'])) return [];
    const row: PropertyCondition = { property, operator: operator as PropertyCondition['operator'] };
    if (isScalar(value)) row.value = value as string;
    if (Array.isArray(values) && values.every(isScalar)) row.values = values as string[];
    return complete(row) ? [row] : [];
  });
}

/** A condition in a few words. */
export function saidOf({ property, operator, value, values }: PropertyCondition, t: (key: string) => string): string {
  const said = values ? values.join(' / ') : value === undefined ? '' : String(value);
  return [property, t(`condition.operator.${operator}`), said].filter(Boolean).join(' ');
}
