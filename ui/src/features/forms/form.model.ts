import type { Schemas } from '@/api/client';

export type Form = Schemas['Form'];
export type FormContent = Schemas['FormContent'];
export type Texts = Schemas['FormTexts'];
export type Result = Schemas['FormResult'];
export type Language = 'en' | 'it';
export type AskedPurpose = Schemas['FormConsent']['purpose'];

export const languages: readonly Language[] = ['en', 'it'];
/** What a form may ask besides e-mail. */
export const freePurposes: readonly AskedPurpose[] = ['profiling', 'sms', 'push', 'advertising'];
/** Words of a form that stand on the page, and those of the confirmation. */
export const pageTexts = ['title', 'intro', 'email', 'send', 'thanks'] as const;
export const mailTexts = ['subject', 'mail', 'confirm', 'confirmed'] as const;
export const longTexts: readonly (keyof Texts)[] = ['intro', 'thanks', 'mail', 'confirmed'];

export const spokenBy = (form: FormContent): Language[] =>
  languages.filter((language) => form.texts[language] !== undefined);

type Say = (key: string, language: Language) => string;

/** A newsletter form in both languages, not shown before somebody says so. */
export function newForm(name: string, say: Say): FormContent {
  const both = <T>(make: (language: Language) => T) =>
    Object.fromEntries(languages.map((language) => [language, make(language)]));
  return {
    name,
    active: false,
    doubleOptIn: true,
    fields: [{ trait: 'first_name', required: false, label: both((language) => say('firstName', language)) }],
    consents: [
      { purpose: 'email', text: both((language) => say('asked.email', language)) },
      { purpose: 'profiling', text: both((language) => say('asked.profiling', language)) },
    ],
    topics: [],
    texts: both(
      (language) =>
        Object.fromEntries([...pageTexts, ...mailTexts].map((key) => [key, say(`texts.${key}`, language)])) as Texts,
    ),
    look: { accent: '#0f6b67', background: '#ffffff', text: '#1f1b16', corner: 'right' },
    redirect: '',
    place: { kind: 'inline', paths: [], delaySeconds: 5, everyDays: 30 },
  };
}

export function contentOf({ id: _, url: __, updatedAt: ___, updatedBy: ____, ...content }: Form): FormContent {
  return content;
}

/** The form in other languages: new ones begin with the words of the first. */
export function inLanguages(form: FormContent, wanted: readonly Language[]): FormContent {
  const first = spokenBy(form)[0] ?? 'en';
  const spoken = <T>(words: Record<string, T>): Record<string, T> =>
    Object.fromEntries(wanted.map((language) => [language, (words[language] ?? words[first]) as T]));
  return {
    ...form,
    texts: spoken(form.texts),
    fields: form.fields.map((field) => ({ ...field, label: spoken(field.label) })),
    consents: form.consents.map((consent) => ({ ...consent, text: spoken(consent.text) })),
  };
}

/** In one language, as the tag takes it. */
export function previewOf(form: FormContent, language: Language, topics: readonly Schemas['Topic'][]) {
  const { title, intro, email, send } = form.texts[language] ?? { title: '', intro: '', email: '', send: '' };
  return {
    id: 'preview',
    name: form.name,
    language,
    title,
    intro,
    email,
    send,
    fields: form.fields.map(({ trait, required, label }) => ({
      trait,
      required,
      label: label[language] ?? '',
      autocomplete: 'off',
    })),
    topics: topics.filter(({ id }) => form.topics.includes(id)).map(({ id, name }) => ({ id, name })),
    consents: form.consents.map(({ purpose, text }) => ({
      purpose,
      text: text[language] ?? '',
      required: purpose === 'email',
    })),
    look: { corner: 'right', ...form.look },
    place: form.place,
    issued: '',
  };
}

/** The event by which submissions and confirmations of people who are known are found. */
export const matchOf = (form: string, what: 'submitted' | 'confirmed'): Schemas['EventMatch'] => ({
  event: what === 'submitted' ? 'Form Submitted' : 'Subscription Confirmed',
  where: [{ property: 'form_id', operator: 'equals', value: form }],
});

/** What a page holds to show the form where it stands. */
export const placeLine = (form: string) => `<div data-percorso-form="${form}"></div>`;
