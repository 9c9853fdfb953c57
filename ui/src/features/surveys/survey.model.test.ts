import { describe, expect, it } from 'vitest';
import { inLanguages, newQuestion, previewOf, type SurveyContent, spokenBy, touchpointChoices } from './survey.model';

const survey: SurveyContent = {
  name: 'After the order',
  active: true,
  questions: [
    { id: 'nps', kind: 'nps', required: true, wording: { en: { text: 'Recommend?', low: 'No', high: 'Yes' } } },
  ],
  texts: { en: { send: 'Send', thanks: 'Thanks' } },
};

describe('survey', () => {
  it('should give every question the words of a new language, and take those of an old one', () => {
    const both = inLanguages(survey, ['en', 'it']);
    expect(spokenBy(both)).toEqual(['en', 'it']);
    expect(both.questions[0]?.wording.it?.text).toBe('Recommend?');
    expect(inLanguages(both, ['it']).questions[0]?.wording.en).toBeUndefined();
  });

  it('should name questions as the server takes them', () => {
    expect(newQuestion('text', ['en']).id).toMatch(/^[a-z0-9-]{1,32}$/);
  });

  it('should preview one language with its scale', () => {
    expect(previewOf(survey, 'en').questions[0]).toMatchObject({ text: 'Recommend?', scale: '0-10', low: 'No' });
  });
});

describe('what a survey is about', () => {
  it('should be of the catalogue, or what it was before', () => {
    const gone = (name: string) => `${name} (gone)`;
    expect(touchpointChoices(['Store', 'Store', 'Site'], 'Site', gone).map(({ value }) => value)).toEqual([
      'Store',
      'Site',
    ]);
    expect(touchpointChoices(['Store'], 'Kiosk', gone)).toContainEqual({ value: 'Kiosk', label: 'Kiosk (gone)' });
  });
});
