import { type Language, previewOf, type SurveyContent } from './survey.model';

type SurveyModule = { showSurvey(survey: ReturnType<typeof previewOf>, answered: () => void): void };

/** Shows the tag's own card on this page, as visitors see it; what is answered there goes nowhere. */
export async function previewSurvey(survey: SurveyContent, language: Language): Promise<void> {
  const file = '/tag/percorso-survey.js';
  const { showSurvey } = (await import(/* @vite-ignore */ file)) as SurveyModule;
  showSurvey(previewOf(survey, language), () => undefined);
}
