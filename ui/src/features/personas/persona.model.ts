import type { Schemas } from '@/api/client';

export type Persona = Schemas['Persona'];
export type PersonaContent = Schemas['PersonaContent'];

export const listFields = [
  'demographics',
  'psychographics',
  'motivations',
  'needs',
  'pains',
  'behaviours',
  'triggers',
  'channels',
  'content',
] as const;
export type ListField = (typeof listFields)[number];

/** Ground colours of the avatar; each carries white words with a contrast of at least 4.5. */
export const personaColors = ['#0f6b67', '#56379b', '#1f5197', '#835007', '#9c2850', '#22733a', '#5c554c'] as const;

/** The colour of a persona without one: always the same for the same name. */
export function colorOf({ name, color }: PersonaContent): string {
  if (color !== undefined && /^#[0-9a-f]{6}$/i.test(color)) return color;
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return personaColors[sum % personaColors.length] ?? personaColors[0];
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

export function contentOf(persona: Persona): PersonaContent {
  const { id, size, share, conversionRate, revenuePerPerson, revenueInterval, ...content } = persona;
  return content;
}

/** Without what was left empty, so that an emptied field is gone and not an empty text. */
export function tidy(content: PersonaContent): PersonaContent {
  const kept = Object.entries(content)
    .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([key, value]) => key === 'name' || (value !== '' && value !== undefined && !emptyList(value)));
  return Object.fromEntries(kept) as PersonaContent;
}

const emptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** The persona's people who ever did what counts as a conversion. */
export function whoConverted(segment: string, event: string): Schemas['Condition'] {
  return {
    type: 'all',
    conditions: [
      { type: 'segment', segment },
      { type: 'event', match: { event }, comparison: 'atLeast', count: 1 },
    ],
  };
}
