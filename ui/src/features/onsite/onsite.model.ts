import type { Schemas } from '@/api/client';

export type Message = Schemas['OnSiteMessage'];
export type MessageContent = Schemas['OnSiteMessageContent'];
export type Words = Schemas['OnSiteWords'];
export type Language = 'en' | 'it';

export const forms = ['banner', 'modal', 'slideIn', 'inline'] as const;
export const languages: readonly Language[] = ['en', 'it'];
const noWords: Words = { title: '', text: '', button: '', url: '' };

export const spokenBy = (message: MessageContent): Language[] =>
  languages.filter((language) => message.variants[0]?.words[language] !== undefined);

/** A message in both languages that the site does not show before somebody says so. */
export function newMessage(name: string, words: (language: Language) => Partial<Words>): MessageContent {
  const both = Object.fromEntries(languages.map((language) => [language, { ...noWords, ...words(language) }]));
  return {
    name,
    active: true,
    form: 'banner',
    place: '',
    variants: [{ words: both }],
    look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16', corner: 'right' },
    onSite: { shown: false, paths: [], stages: [], delaySeconds: 0, share: 100, everyDays: 30, gapDays: 1 },
  };
}

export function contentOf({ id: _, updatedAt: __, updatedBy: ___, ...content }: Message): MessageContent {
  return content;
}

/** The message with other words of one variant in one language. */
export function worded(
  message: MessageContent,
  variant: number,
  language: Language,
  change: Partial<Words>,
): MessageContent {
  return {
    ...message,
    variants: message.variants.map((one, place) =>
      place === variant
        ? { words: { ...one.words, [language]: { ...noWords, ...one.words[language], ...change } } }
        : one,
    ),
  };
}

/** A second variant begins with the words of the first. */
export function withTest(message: MessageContent, tested: boolean): MessageContent {
  const [first] = message.variants;
  if (first === undefined) return message;
  return { ...message, variants: tested ? [first, { words: { ...first.words } }] : [first] };
}

/** In one language, as the tag takes it. */
export function previewOf(message: MessageContent, language: Language) {
  return {
    id: 'preview',
    name: message.name,
    // A block has its place on the site only; here it stands where a slide-in would.
    form: message.form === 'inline' ? 'slideIn' : message.form,
    place: '',
    language,
    variants: [],
    look: { corner: 'right', ...message.look },
    paths: [],
    event: '',
    delaySeconds: 0,
    share: 100,
    everyDays: 0,
    gapDays: 0,
  };
}

export type Outcome = 'shown' | 'clicked' | 'dismissed';
export const outcomes: readonly Outcome[] = ['shown', 'clicked', 'dismissed'];
const events: Record<Outcome, string> = {
  shown: 'Message Shown',
  clicked: 'Message Clicked',
  dismissed: 'Message Dismissed',
};

/** The event by which an outcome is known. */
export function matchOf(message: string, outcome: Outcome, variant?: string): Schemas['EventMatch'] {
  return {
    event: events[outcome],
    where: [
      { property: 'message_id', operator: 'equals', value: message },
      ...(variant === undefined ? [] : [{ property: 'variant', operator: 'equals' as const, value: variant }]),
    ],
  };
}
