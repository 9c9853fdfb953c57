import { describe, expect, it } from 'vitest';
import {
  firstVariant,
  languagesOf,
  lineOf,
  onScreen,
  otherLanguages,
  type TemplateContent,
  withLanguage,
  withoutLanguage,
  withVariant,
} from './template.model';

const content: TemplateContent = {
  name: 'Hello',
  format: 'html',
  language: 'it',
  variants: { it: { subject: 'Ciao', source: '<p>Ciao</p>' }, en: { subject: 'Hello' } },
};

describe('template', () => {
  it('should begin another language with a copy, and keep the one that others get', () => {
    const more = withLanguage(content, 'de');

    expect(more.variants.de).toEqual({ subject: 'Ciao', source: '<p>Ciao</p>' });
    expect(languagesOf(more)).toEqual(['it', 'de', 'en']);
    expect(withLanguage(content, 'en')).toBe(content);
    expect(languagesOf(withoutLanguage(more, 'de'))).toEqual(['it', 'en']);
    expect(withoutLanguage(content, 'it')).toBe(content);
    expect(otherLanguages(content, 'en').map(({ value }) => value)).not.toContain('it');
  });

  it('should change one language only', () => {
    const changed = withVariant(content, 'en', { subject: 'Hi' });

    expect(changed.variants.en).toEqual({ subject: 'Hi' });
    expect(changed.variants.it).toBe(content.variants.it);
  });

  it('should find the line a fault is told with, and show mail in the dark', () => {
    expect(lineOf('line 12, column 3: what')).toBe(12);
    expect(lineOf('riga 3: cosa')).toBe(3);
    expect(lineOf('in line 3')).toBeNull();
    expect(onScreen('@media (prefers-color-scheme:dark){}', true)).toBe('@media all{}');
    expect(onScreen('@media (prefers-color-scheme: dark){}', false)).toBe('@media not all{}');
    expect(firstVariant('mjml', { greeting: 'Ciao', text: 'x' }).source).toContain('Ciao {{ person.first_name');
  });
});
