import type { Schemas } from '@/api/client';

export type Template = Schemas['EmailTemplate'];
export type TemplateContent = Schemas['EmailTemplateContent'];
export type Variant = Schemas['EmailVariant'];
export type Format = TemplateContent['format'];

export const formats: readonly Format[] = ['blocks', 'mjml', 'html'];

const mjml = (greeting: string, text: string) => `<mjml>
  <mj-body>
    <mj-section background-color="#ffffff">
      <mj-column>
        <mj-text font-size="22px">${greeting} {{ person.first_name | default: "" }}</mj-text>
        <mj-text font-size="16px" line-height="1.5">${text}</mj-text>
        <mj-text font-size="13px"><a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

/** What a new template holds in one language, by its format. */
export function firstVariant(format: Format, words: { greeting: string; text: string }): Variant {
  const { greeting, text } = words;
  if (format === 'mjml') return { subject: '', preheader: '', source: mjml(greeting, text) };
  if (format === 'html') {
    return {
      subject: '',
      preheader: '',
      source: `<h1>${greeting} {{ person.first_name | default: "" }}</h1>\n<p>${text}</p>\n`,
    };
  }
  return { subject: '', preheader: '', blocks: [] };
}

/** What of a template a user writes. */
export function contentOf({ name, format, language, variants }: Template): TemplateContent {
  return { name, format, language, variants };
}

/** The template with a change to one of its languages. */
export function withVariant(content: TemplateContent, language: string, change: Partial<Variant>): TemplateContent {
  const before = content.variants[language] ?? {};
  return { ...content, variants: { ...content.variants, [language]: { ...before, ...change } } };
}

/** The template with one more language, which begins as a copy of the one that others get. */
export function withLanguage(content: TemplateContent, language: string): TemplateContent {
  if (content.variants[language] !== undefined) return content;
  return withVariant(content, language, { ...content.variants[content.language] });
}

/** The template without a language; the one that others get stays. */
export function withoutLanguage(content: TemplateContent, language: string): TemplateContent {
  if (language === content.language) return content;
  const { [language]: _gone, ...variants } = content.variants;
  return { ...content, variants };
}

/** Languages of a template, the one that others get first. */
export function languagesOf(content: TemplateContent): string[] {
  const others = Object.keys(content.variants).filter((language) => language !== content.language);
  return [content.language, ...others.sort()];
}

/** Languages that may be added, by the names that readers of `locale` know. */
export function otherLanguages(
  content: { variants: Record<string, unknown> },
  locale: string,
): { value: string; label: string }[] {
  const known = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'cs', 'sv', 'da', 'fi', 'el', 'ro', 'hu', 'hr', 'sl'];
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return known
    .filter((language) => content.variants[language] === undefined)
    .map((language) => ({ value: language, label: names.of(language) ?? language }));
}

/** HTML as a reader with a dark or a light screen sees it, whatever screen this is. */
export const onScreen = (html: string, dark: boolean) =>
  html.replaceAll(/\(prefers-color-scheme:\s*dark\)/g, dark ? 'all' : 'not all');

/** The faulty line that a message begins with, as in `line 7: …` or `line 7, column 2: …`. */
export function lineOf(message: string): number | null {
  const found = /^(?:line|riga) (\d+)/.exec(message);
  return found === null ? null : Number(found[1]);
}
