import type { Schemas } from '@/api/client';
import type { Format } from '@/kit/format.model';

export type SurveysDefinition = Omit<Schemas['SurveysRequest'], 'scope'>;
export type SurveysRequest = Schemas['SurveysRequest'];
export type SurveyScore = Schemas['SurveyScore'];
export type SurveyKind = Schemas['SurveyKind'];

/** A score as people read it: points, a share or a mean. */
export function scoreText(kind: SurveyKind, value: number, format: Format): string {
  switch (kind) {
    case 'csat':
    case 'rating':
    case 'text':
      return format.percent(value);
    case 'nps':
      return `${value > 0 ? '+' : ''}${format.number(value)}`;
    default:
      return format.number(value, 2);
  }
}

export function rangeText(score: SurveyScore, format: Format): string {
  return `${scoreText(score.kind, score.low, format)} – ${scoreText(score.kind, score.high, format)}`;
}

/** One line of a kind's score over time; a period without an answer has no point. */
export function trendLine(kind: SurveyKind, trend: Schemas['SurveysResult']['trend']) {
  return {
    value: kind,
    points: trend.flatMap(({ from, score }) => (score ? [{ from, value: score.value }] : [])),
  };
}

export function openPeriods(trend: Schemas['SurveysResult']['trend']): Set<string> {
  return new Set(trend.filter(({ complete }) => !complete).map(({ from }) => from));
}
