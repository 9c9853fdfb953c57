import type { Schemas } from '@/api/client';

export type TogetherRequest = Schemas['TogetherRequest'];
export type TogetherDefinition = Omit<TogetherRequest, 'scope'>;
export type Pair = Schemas['TogetherPair'];

export const emptyTogether: TogetherDefinition = { property: '', least: 2, pairs: 50 };

/** Properties that name what is bought, the most telling first. */
const telling = ['sku', 'product', 'product_id', 'product_name', 'article', 'item', 'category', 'path'];

type Events = Schemas['ObservedSchema']['events'];

export function propertiesOf(events: Events, name: string): string[] {
  const some = events.filter((event) => event.name === name);
  const seen = (some.length > 0 ? some : events).flatMap((event) => event.properties.map((property) => property.name));
  return [...new Set(seen)];
}

/** What to begin with: the articles of orders, where orders tell them. */
export function suggestTogether(events: Events, conversionEvent: string): TogetherDefinition {
  const known = propertiesOf(events, conversionEvent);
  const property = telling.find((name) => known.includes(name));
  return property === undefined ? emptyTogether : { ...emptyTogether, property };
}

export const ready = (definition: { property: string }): boolean => definition.property.trim() !== '';

export type PairOrder = 'logLikelihood' | 'lift' | 'persons' | 'support';

export type Sorting = { key: PairOrder; ascending: boolean };

export function sorted(pairs: readonly Pair[], { key, ascending }: Sorting): Pair[] {
  const value = (pair: Pair) => (key === 'support' ? pair.support.value : pair[key]);
  return [...pairs].sort((a, b) => (ascending ? value(a) - value(b) : value(b) - value(a)));
}

/** The same column turns the order around; another one begins with its largest. */
export function resorted(sorting: Sorting, key: string): Sorting {
  return key === sorting.key
    ? { ...sorting, ascending: !sorting.ascending }
    : { key: key as PairOrder, ascending: false };
}

/** Whether chance is ruled out: the whole interval lies above 1. */
export const isSure = (pair: Pair): boolean => pair.liftLow > 1;
