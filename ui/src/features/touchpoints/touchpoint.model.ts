import type { Schemas } from '@/api/client';

export type Touchpoint = Schemas['Touchpoint'];
export type TouchpointContent = Schemas['TouchpointContent'];
/** What a catalogue entry still lacks. */
export type Lack = 'kpi' | 'binding' | 'unseen';

export function lacksOf(touchpoint: Touchpoint): Lack[] {
  const lacks: Lack[] = [];
  if (!touchpoint.kpi?.trim()) lacks.push('kpi');
  if (touchpoint.binding === undefined) lacks.push('binding');
  else if (touchpoint.occurrences === 0) lacks.push('unseen');
  return lacks;
}

export const sortKeys = ['name', 'channel', 'importance', 'persons'] as const;
export type SortKey = (typeof sortKeys)[number];

function importance({ importanceToCustomer = 0, importanceToCompany = 0 }: Touchpoint): number {
  return importanceToCustomer + importanceToCompany;
}

/** Names and channels by the alphabet, figures with the greatest first. */
export function sorted(list: readonly Touchpoint[], key: SortKey, locale: string): Touchpoint[] {
  const byName = (a: Touchpoint, b: Touchpoint) => a.name.localeCompare(b.name, locale);
  switch (key) {
    case 'name':
      return [...list].sort(byName);
    case 'channel':
      return [...list].sort((a, b) => a.channel.localeCompare(b.channel, locale) || byName(a, b));
    case 'importance':
      return [...list].sort((a, b) => importance(b) - importance(a) || byName(a, b));
    case 'persons':
      return [...list].sort((a, b) => (b.persons ?? -1) - (a.persons ?? -1) || byName(a, b));
  }
}

/** Who met a touchpoint in the last 30 days, as the catalogue counts. */
export function lately(match: Schemas['EventMatch']): Schemas['PeopleQuery'] {
  return { kind: 'condition', condition: { type: 'event', match, comparison: 'atLeast', count: 1, within: 'P30D' } };
}

export function contentOf(touchpoint: Touchpoint): TouchpointContent {
  const { id: _, persons: __, occurrences: ___, ...content } = touchpoint;
  return content;
}

export function tidy(content: TouchpointContent): TouchpointContent {
  const kept = Object.entries(content)
    .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([key, value]) => key === 'name' || key === 'channel' || (value !== '' && value !== undefined));
  return Object.fromEntries(kept) as TouchpointContent;
}

export const knownChannels = [
  'direct',
  'organic search',
  'paid search',
  'organic social',
  'paid social',
  'email',
  'referral',
  'affiliate',
  'display',
  'store',
  'support',
  'sms',
  'push',
  'offline',
] as const;
