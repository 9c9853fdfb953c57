import { describe, expect, it } from 'vitest';
import type { TemplateContent } from '../template.model';
import { calmed, type Finding, mendOf, unknownValues } from './lint.model';

const words = { footer: 'Why', unsubscribe: 'Stop' };
const html = (source: string, subject = ''): TemplateContent => ({
  name: 'x',
  format: 'html',
  language: 'en',
  variants: { en: { subject, source }, it: { source: 'http://a.example {{ person.name }}' } },
});
const finding = (code: Finding['code'], detail?: string): Finding => ({
  code,
  weight: 'advice',
  ...(detail === undefined ? {} : { detail }),
});
const mended = (one: Finding, content: TemplateContent) => mendOf(one, words, 'n1')?.(content, 'en') ?? content;

describe('checks of templates', () => {
  it('should calm a subject and keep personal values', () => {
    expect(calmed('LAST CHANCE!!')).toBe('Last chance!');
    expect(calmed('HELLO {{ person.NAME }}, BUY NOW')).toBe('Hello {{ person.NAME }}, buy now');
    expect(calmed('Your TV!')).toBe('Your TV!');
  });

  it('should mend links, the way out and holes, in the language at hand only', () => {
    const link = mended(finding('insecureLink', 'http://a.example'), html('<a href="http://a.example">x</a>'));
    expect(link.variants.en?.source).toBe('<a href="https://a.example">x</a>');
    expect(link.variants.it?.source).toContain('http://a.example');

    const way = mended(finding('noUnsubscribe'), html('<body>Hi</body>'));
    expect(way.variants.en?.source).toBe('<body>Hi<p><a href="{{ unsubscribe_url }}">Stop</a></p>\n</body>');

    const hole = mended(finding('noFallback', 'person.name'), html('{{ person.name | upcase }} {{person.name}}', 'x'));
    expect(hole.variants.en?.source).toBe('{{ person.name | default: "" | upcase }} {{person.name | default: "" }}');
  });

  it('should mend blocks', () => {
    const content: TemplateContent = {
      ...html(''),
      format: 'blocks',
      variants: { en: { blocks: [{ id: 'i', type: 'image', alt: '', decorative: false }] } },
    };
    expect(mended({ ...finding('noAlt'), block: 'i' }, content).variants.en?.blocks?.[0]).toMatchObject({
      decorative: true,
    });
    expect(mended(finding('noFooter'), content).variants.en?.blocks?.at(-1)).toMatchObject({
      id: 'n1',
      type: 'footer',
    });
    expect(mendOf(finding('noSubject'), words, 'n')).toBeNull();
  });

  it('should name values that nobody has', () => {
    expect(unknownValues(html('{{ person.nmae }} {% if person.city %}'), 'en', ['person.city'])).toEqual([
      'person.nmae',
    ]);
  });
});
