import type { Properties } from '../event';
import { isOnPage } from '../pages';
import { browserStorage } from '../storage';
import { type Answers, cardOf } from './card';
import type { Survey } from './survey';

const DAY_MILLIS = 24 * 3600_000;
const KEY = 'surveys';

/** When each survey was last shown to this browser, and whether it is among the share that is asked. */
type Memory = Record<string, { shown?: number; drawn: number }>;

/** Sends what was answered. */
export type Track = (event: string, properties: Properties) => void;

/** What hears of the visit and shows surveys in it. */
export interface Surveys {
  /** @param event its name; empty for a page */
  saw(event: string): void;
}

/** The surveys for this visitor; one at a time, and none soon after another. */
export async function surveysOf(url: string, anonymousId: string, track: Track): Promise<Surveys> {
  const language = (document.documentElement.lang || navigator.language).slice(0, 2);
  const response = await fetch(`${url}?language=${language}&anonymousId=${encodeURIComponent(anonymousId)}`, {
    credentials: 'omit',
  });
  const offered = response.ok ? ((await response.json()) as Survey[]) : [];
  let busy = false;
  return {
    saw(event) {
      const due = busy ? undefined : offered.find((survey) => survey.event === event && isDue(survey, Date.now()));
      if (due === undefined) {
        return;
      }
      busy = true;
      const path = location.pathname;
      setTimeout(() => {
        busy = false;
        if (location.pathname === path) {
          ask(due, track);
        }
      }, due.delaySeconds * 1000);
    },
  };
}

function isDue(survey: Survey, now: number): boolean {
  if (!isOnPage(survey.paths, location.pathname)) {
    return false;
  }
  const storage = browserStorage();
  const memory = storage.read<Memory>(KEY) ?? {};
  // Drawn once for each browser and survey, so that coming back often does not make being asked more likely.
  const mine = memory[survey.id] ?? { drawn: Math.random() * 100 };
  storage.write(KEY, { ...memory, [survey.id]: mine });
  const latest = Math.max(0, ...Object.values(memory).map(({ shown = 0 }) => shown));
  return (
    mine.drawn < survey.share &&
    now - latest >= survey.gapDays * DAY_MILLIS &&
    now - (mine.shown ?? 0) >= survey.everyDays * DAY_MILLIS
  );
}

function ask(survey: Survey, track: Track): void {
  const storage = browserStorage();
  const memory = storage.read<Memory>(KEY) ?? {};
  storage.write(KEY, { ...memory, [survey.id]: { drawn: memory[survey.id]?.drawn ?? 0, shown: Date.now() } });
  track('Survey Shown', { survey: survey.name, survey_id: survey.id });
  showSurvey(survey, (answers) => {
    for (const properties of eventsOf(survey, answers)) {
      track('Survey Answered', properties);
    }
  });
}

/** Shows a survey on this page, in place of the one that was there. */
export function showSurvey(survey: Survey, answered: (answers: Answers) => void): void {
  document.querySelector('percorso-survey')?.remove();
  document.body.append(cardOf(survey, answered));
}

/** The properties of one event for each answered question. */
export function eventsOf(survey: Survey, answers: Answers): Properties[] {
  const response = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  return survey.questions
    .filter(({ id }) => (answers[id] ?? '').trim() !== '')
    .map(({ id, kind, scale }) => ({
      survey: survey.name,
      survey_id: survey.id,
      question: id,
      kind,
      response,
      path: location.pathname,
      ...(survey.touchpoint !== '' && { touchpoint: survey.touchpoint }),
      ...(kind === 'text' ? { text: answers[id]?.trim() } : { score: Number(answers[id]), scale }),
    }));
}
