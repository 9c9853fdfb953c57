import type { Schemas } from '@/api/client';

export type PagesDefinition = Omit<Schemas['PagesRequest'], 'scope'>;
export type PagesSort = NonNullable<PagesDefinition['sort']>;
export type PagesRow = Schemas['PagesRow'];

export const initialPages: PagesDefinition = { sort: 'views', limit: 100 };

export function requestOf({ search, ...rest }: PagesDefinition): PagesDefinition {
  return search?.trim() ? { ...rest, search: search.trim() } : rest;
}

export const isAscending = ({ sort, ascending }: PagesDefinition): boolean => ascending ?? sort === 'path';

/** A second click on the same column turns the order round; a figure starts with its largest. */
export function sortedBy(definition: PagesDefinition, sort: PagesSort): Partial<PagesDefinition> {
  return definition.sort === sort ? { ascending: !isAscending(definition) } : { sort, ascending: sort === 'path' };
}
