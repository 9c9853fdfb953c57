import type { Schemas } from '@/api/client';

export type Mapping = Schemas['ImportMapping'];
type Value = Schemas['ImportValue'];
type Column = Schemas['ImportColumn'];
export type ValueType = NonNullable<Value['type']>;

/** Where a column's values go, apart from what names the person, the time and the event. */
export type Use = 'ignored' | 'property' | 'trait';
export type ColumnUse = { column: Column; use: Use; name: string; type: ValueType };

export const lineColumn = '#line';
export const fileColumn = '#file';

const lists = ['properties', 'traits'] as const;

/** One row for each column of the file. Values that come from no single column stay in the mapping untouched. */
export function usesOf(mapping: Mapping, columns: readonly Column[]): ColumnUse[] {
  return columns.map((column) => {
    for (const list of lists) {
      const value = mapping[list]?.find((candidate) => candidate.column === column.name);
      if (value) {
        const use = list === 'properties' ? 'property' : 'trait';
        return { column, use, name: value.name, type: value.type ?? typeOf(column) };
      }
    }
    return { column, use: 'ignored', name: nameOf(column.name), type: typeOf(column) };
  });
}

function typeOf(column: Column): ValueType {
  return column.type === 'number' || column.type === 'boolean' ? column.type : 'text';
}

/** `Total price (€)` becomes `total_price`. */
export function nameOf(column: string): string {
  const name = column
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.:]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? column : name;
}

/** The mapping with another use for one column. */
export function withUse(mapping: Mapping, next: ColumnUse): Mapping {
  const column = next.column.name;
  const known = [...(mapping.properties ?? []), ...(mapping.traits ?? [])].find((value) => value.column === column);
  const value: Value = { ...known, name: next.name, column, type: next.type };
  const target = next.use === 'property' ? 'properties' : next.use === 'trait' ? 'traits' : null;
  const changed: Mapping = { ...mapping };
  for (const list of lists) {
    const values = mapping[list] ?? [];
    if (target !== list) changed[list] = values.filter((candidate) => candidate.column !== column);
    else if (values.some((candidate) => candidate.column === column))
      changed[list] = values.map((candidate) => (candidate.column === column ? value : candidate));
    else changed[list] = [...values, value];
  }
  return changed;
}

/** Reads times from a column, the way they are written there. */
export function withTime(mapping: Mapping, column: Column | undefined, zone: string): Mapping {
  if (column === undefined) return { ...mapping, time: {} };
  return {
    ...mapping,
    time: {
      column: column.name,
      ...(column.format ? { format: column.format } : {}),
      ...(column.language ? { language: column.language } : {}),
      zone: mapping.time.zone ?? zone,
    },
  };
}

/** Takes a person from a column; an empty one takes it away. */
export function withPerson(mapping: Mapping, who: 'user' | 'guest', column: string | null): Mapping {
  const { [who]: before, ...rest } = mapping;
  return column === null ? rest : { ...rest, [who]: { ...before, column } };
}

export function withText(mapping: Mapping, key: 'event' | 'eventColumn' | 'decimal', text: string | null): Mapping {
  const { [key]: _, ...rest } = mapping;
  return text === null || text === '' ? rest : ({ ...rest, [key]: text } as Mapping);
}

/** What stands in the way of a try; the server says the rest. */
export function missing(mapping: Mapping): 'person' | 'time' | 'event' | 'id' | null {
  if (!mapping.user && !mapping.guest) return 'person';
  if (!mapping.time.column && !mapping.time.constant) return 'time';
  if (mapping.kind !== 'identify' && !mapping.event && !mapping.eventColumn) return 'event';
  return mapping.id.length === 0 ? 'id' : null;
}
