import type { Schemas } from '@/api/client';
import { type Block, changed, fromServer, toServer } from '../blocks/block.model';
import { type TemplateContent, type Variant, withVariant } from '../template.model';

export type Finding = Schemas['EmailFinding'];
type Mend = (content: TemplateContent, language: string) => TemplateContent;

/** A calm subject: `LAST CHANCE!!` becomes `Last chance!`. Personal values stay as they are. */
export function calmed(subject: string): string {
  const parts = subject.split(/(\{\{.*?\}\}|\{%.*?%\})/s);
  const calm = parts.map((part, place) => {
    if (place % 2 === 1) return part;
    const letters = part.replaceAll(/[^\p{L}]/gu, '');
    const loud = letters.length >= 4 && letters === letters.toUpperCase();
    return (loud ? part.toLowerCase() : part).replaceAll(/([!?])[!?]+/g, '$1').replaceAll(/!(?=.*!)/g, '.');
  });
  const text = calm.join('');
  return text.replace(/^\s*\p{L}/u, (first) => first.toUpperCase());
}

/** Replaces in every text of one language. */
function everywhere(content: TemplateContent, language: string, replace: (text: string) => string): TemplateContent {
  const variant = content.variants[language] ?? {};
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value);
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const own = (key: string, one: unknown) => (key === 'id' || key === 'type' ? one : replaced(one));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, own(key, one)]));
  };
  return withVariant(content, language, replaced(variant) as Variant);
}

const unsubscribe = (words: string) => `<a href="{{ unsubscribe_url }}">${words}</a>`;

/** The mail with a way to get it no more. */
function withUnsubscribe(words: { footer: string; unsubscribe: string }, id: string): Mend {
  return (content, language) => {
    const variant = content.variants[language] ?? {};
    const source = variant.source ?? '';
    if (content.format === 'blocks') {
      const footer: Block = { id, type: 'footer', text: words.footer, unsubscribe: words.unsubscribe, preferences: '' };
      return withVariant(content, language, { blocks: toServer([...fromServer(variant.blocks ?? []), footer]) });
    }
    const section = `<mj-section><mj-column><mj-text font-size="13px">${unsubscribe(words.unsubscribe)}</mj-text></mj-column></mj-section>\n`;
    const [end, piece] =
      content.format === 'mjml' ? ['</mj-body>', section] : ['</body>', `<p>${unsubscribe(words.unsubscribe)}</p>\n`];
    const at = source.lastIndexOf(end);
    const place = at < 0 ? source.length : at;
    return withVariant(content, language, { source: source.slice(0, place) + piece + source.slice(place) });
  };
}

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a click on "mend it" does; null where only the author knows what would be right. */
export function mendOf(finding: Finding, words: { footer: string; unsubscribe: string }, id: string): Mend | null {
  const { code, detail = '', block } = finding;
  switch (code) {
    case 'loudSubject':
      return (content, language) =>
        withVariant(content, language, { subject: calmed(content.variants[language]?.subject ?? '') });
    case 'insecureLink':
      return (content, language) =>
        everywhere(content, language, (text) => text.replaceAll(detail, detail.replace(/^http:/i, 'https:')));
    case 'noUnsubscribe':
    case 'noFooter':
      return withUnsubscribe(words, id);
    case 'noAlt':
      return block === undefined
        ? null
        : (content, language) =>
            withVariant(content, language, {
              blocks: toServer(
                changed(fromServer(content.variants[language]?.blocks ?? []), block, { decorative: true }),
              ),
            });
    case 'noFallback': {
      const open = new RegExp(`\\{\\{(-?\\s*${literally(detail)})\\s*((?:\\|[^}]*)?)\\}\\}`, 'g');
      return (content, language) =>
        everywhere(content, language, (text) =>
          text.replaceAll(open, (whole, path: string, filters: string) =>
            filters.includes('default') ? whole : `{{${path} | default: "" ${filters}}}`,
          ),
        );
    }
    default:
      return null;
  }
}

/** Values that nobody has ever been seen to have; the usual ones are known before anybody comes. */
export function unknownValues(content: TemplateContent, language: string, known: readonly string[]): string[] {
  const variant = content.variants[language] ?? {};
  const found = JSON.stringify(variant).matchAll(/\{[{%][^}]*?\b(person\.[A-Za-z_]\w*)/g);
  return [...new Set([...found].map(([, path = '']) => path))].filter((path) => !known.includes(path)).sort();
}
