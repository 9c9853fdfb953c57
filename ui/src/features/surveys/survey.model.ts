import type { Schemas } from '@/api/client';
import { newId } from '@/kit/edit/newId';

export type Survey = Schemas['Survey'];
export type SurveyContent = Schemas['SurveyContent'];
export type Question = Schemas['SurveyQuestion'];
export type Language = 'en' | 'it';

export const questionKinds = ['nps', 'csat', 'ces', 'rating', 'text'] as const;
export const languages: readonly Language[] = ['en', 'it'];

/** Lowest and highest answer of each kind, as events carry them. */
const scales: Record<Question['kind'], string> = { nps: '0-10', csat: '1-5', ces: '1-7', rating: '0-1', text: '0-0' };

export const look: Schemas['SurveyLook'] = {
  accent: '#0f6b67',
  background: '#ffffff',
  text: '#1f1b16',
  corner: 'right',
};

export const onSite: Schemas['SurveyOnSite'] = {
  shown: false,
  paths: [],
  stages: [],
  delaySeconds: 5,
  share: 100,
  everyDays: 90,
  gapDays: 7,
};

export function newQuestion(kind: Question['kind'], spoken: readonly Language[]): Question {
  const wording = Object.fromEntries(spoken.map((language) => [language, { text: '', low: '', high: '' }]));
  return {
    id: `q-${newId()
      .slice(0, 8)
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, 'x')}`,
    kind,
    required: false,
    wording,
  };
}

export const spokenBy = (survey: SurveyContent): Language[] =>
  languages.filter((language) => survey.texts[language] !== undefined);

/** The survey in other languages: what is new starts with the words of a language it had. */
export function inLanguages(survey: SurveyContent, wanted: readonly Language[]): SurveyContent {
  const before = spokenBy(survey)[0] ?? 'en';
  const pick = <T>(words: Partial<Record<Language, T>>) =>
    Object.fromEntries(
      wanted.flatMap((language) => {
        const word = words[language] ?? words[before];
        return word === undefined ? [] : [[language, word]];
      }),
    );
  return {
    ...survey,
    texts: pick(survey.texts),
    questions: survey.questions.map((question) => ({ ...question, wording: pick(question.wording) })),
  };
}

export function contentOf({ id: _, updatedAt: __, updatedBy: ___, ...content }: Survey): SurveyContent {
  return content;
}

/** As the tag shows it: in one language. */
export function previewOf(survey: SurveyContent, language: Language) {
  const texts = survey.texts[language];
  return {
    id: 'preview',
    name: survey.name,
    touchpoint: survey.touchpoint ?? '',
    language,
    texts: { intro: texts?.intro ?? '', send: texts?.send ?? '', thanks: texts?.thanks ?? '' },
    look: { corner: 'right', ...(survey.look ?? look) },
    questions: survey.questions.map(({ id, kind, required, wording }) => ({
      id,
      kind,
      required,
      text: wording[language]?.text ?? '',
      low: wording[language]?.low ?? '',
      high: wording[language]?.high ?? '',
      scale: scales[kind],
    })),
    paths: [],
    event: '',
    delaySeconds: 0,
    share: 100,
    everyDays: 0,
    gapDays: 0,
  };
}

/** The names of the catalogue; what the survey was about stays to be chosen when it is not there any more. */
export function touchpointChoices(
  names: readonly string[],
  before: string | undefined,
  gone: (name: string) => string,
): { value: string; label: string }[] {
  const known = [...new Set(names)].map((name) => ({ value: name, label: name }));
  return before && !names.includes(before) ? [...known, { value: before, label: gone(before) }] : known;
}

/** Whoever was asked one way in the period; of them those who answered, or who did not. */
export function askedQuery(
  survey: string,
  way: 'site' | 'mail',
  scope: Schemas['Scope'],
  outcome?: 'converted' | 'lost',
): Schemas['PeopleQuery'] {
  return { kind: 'survey', value: survey, label: way, scope, ...(outcome ? { outcome } : {}) };
}
