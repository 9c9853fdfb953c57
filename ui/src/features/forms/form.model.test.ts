import { expect, test } from 'vitest';
import { inLanguages, newForm, previewOf, spokenBy } from './form.model';

const form = newForm('Newsletter', (key, language) => `${language} ${key}`);

test('should begin in both languages, with everything said in each', () => {
  expect(spokenBy(form)).toEqual(['en', 'it']);
  expect(form.consents.map(({ purpose }) => purpose)).toEqual(['email', 'profiling']);
  expect(form.texts.it?.subject).toBe('it texts.subject');
});

test('should keep its words in the languages that stay, and copy them into new ones', () => {
  const italian = inLanguages(form, ['it']);
  expect(spokenBy(italian)).toEqual(['it']);
  expect(Object.keys(italian.fields[0]?.label ?? {})).toEqual(['it']);
  const both = inLanguages(italian, ['en', 'it']);
  expect(both.texts.en?.title).toBe('it texts.title');
});

test('should be shown by the tag in one language, with the box for e-mail needed', () => {
  const shown = previewOf({ ...form, topics: ['news'] }, 'it', [
    { id: 'news', name: 'Novità' },
    { id: 'other', name: 'Altro' },
  ]);
  expect(shown.topics).toEqual([{ id: 'news', name: 'Novità' }]);
  expect(shown.consents.map(({ required }) => required)).toEqual([true, false]);
  expect(shown.title).toBe('it texts.title');
});
