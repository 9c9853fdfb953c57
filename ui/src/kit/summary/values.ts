import type { Format } from '../format.model';
import type { Cell, ColumnFormat } from './summary.model';

/** A value as people read it. */
export function shown(value: Cell | undefined, kind: ColumnFormat, format: Format, yes: string, no: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'string') return kind === 'day' ? dayText(value, format) : value;
  return figure(value, kind, format);
}

export function figure(value: number, kind: ColumnFormat, format: Format): string {
  switch (kind) {
    case 'money':
      return format.money(value);
    case 'share':
      return format.percent(value);
    case 'decimal':
      return format.number(value, 2);
    default:
      return format.number(value);
  }
}

export function dayText(day: string, format: Format): string {
  const date = format.calendarDay(day);
  return day.length > 10 ? `${date}, ${day.slice(11, 16)}` : date;
}
