import type { Schemas } from '@/api/client';
import type { Entry } from '../story/story.model';

export type CompanySort = 'name' | 'people' | 'events' | 'value' | 'lastSeen';

/** Ids are the sender's: anything may stand in them. */
export function companyPath(id: string): string {
  return `people/companies/${encodeURIComponent(id)}`;
}

/** The people's events as one story: each says whose it is. */
export function entriesOf(entries: readonly Schemas['CompanyTimeline']['entries'][number][]): Entry[] {
  return entries.map(({ entry, person }) => ({ ...entry, name: `${person} · ${entry.name ?? ''}` }));
}
