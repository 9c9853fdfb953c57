import type { Schemas } from '@/api/client';

export type Alert = Schemas['Alert'];
export type AlertContent = Schemas['AlertContent'];
export type AlertReading = Schemas['AlertReading'];
export type AlertRule = Schemas['AlertRule'];
export type Scheduled = Schemas['ScheduledReport'];
export type ScheduledContent = Schemas['ScheduledReportContent'];
export type AskedReport = Schemas['AskedReport'];

export const windows = ['today', 'day', 'week', 'fourWeeks'] as const;
export const rules = ['threshold', 'change', 'anomaly', 'pace'] as const;
export const frequencies = ['daily', 'weekly', 'monthly'] as const;
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Only the members of a segment, and only events with certain properties. */
export type Narrowing = Pick<AlertContent, 'segment' | 'where'>;

const withoutEvents = ['commerce', 'stages'];

/** Whether a report can be narrowed to events with certain properties. */
export const takesEvents = (kind: string | undefined): boolean => kind !== undefined && !withoutEvents.includes(kind);

/** What is given of a filter, and only what its report takes. */
export const narrowing = (
  { segment, where }: { segment?: string | null; where?: Narrowing['where'] | undefined },
  kind?: string,
) => ({
  ...(segment ? { segment } : {}),
  ...(where && where.length > 0 && takesEvents(kind) ? { where } : {}),
});

/** The windows that a rule can look at. */
export function windowsOf(rule: AlertRule['kind']): readonly (typeof windows)[number][] {
  if (rule === 'anomaly' || rule === 'pace') return ['day'];
  return rule === 'change' ? ['day', 'week', 'fourWeeks'] : windows;
}

export const newAlert = (
  report: AskedReport,
  language: string,
  only: Parameters<typeof narrowing>[0] = {},
): AlertContent => ({
  name: '',
  report,
  figure: '',
  ...narrowing(only, report.kind),
  window: 'day',
  rule: { kind: 'anomaly', direction: 'either' },
  users: [],
  language: language === 'it' ? 'it' : 'en',
});

/** The same alert under another kind of rule, with what that kind needs. */
export function withRule(alert: AlertContent, kind: AlertRule['kind']): AlertContent {
  const { goal: _, ...rest } = alert;
  const allowed = windowsOf(kind);
  const window = alert.window && allowed.includes(alert.window) ? alert.window : 'day';
  return { ...rest, rule: newRule(kind, alert.rule.value), window };
}

function newRule(kind: AlertRule['kind'], value = 0): AlertRule {
  switch (kind) {
    case 'pace':
      return { kind };
    case 'anomaly':
      return { kind, direction: 'either' };
    case 'change':
      return { kind, direction: 'either', value: 0.2 };
    case 'threshold':
      return { kind, direction: 'down', value };
  }
}

/** Shares are typed as percents. */
export const typed = (value: number, isShare: boolean): number => (isShare ? Math.round(value * 1e6) / 1e4 : value);
export const meant = (value: number, isShare: boolean): number => (isShare ? Math.round(value * 1e4) / 1e6 : value);

export function contentOf(alert: Alert): AlertContent {
  const { name, report, figure, segment, where, window, rule, users, language, goal } = alert;
  return {
    name,
    report,
    figure,
    rule,
    ...narrowing({ ...(segment && { segment }), ...(where && { where }) }, report.kind),
    ...(window && { window }),
    ...(users && { users }),
    ...(language && { language }),
    ...(goal && { goal }),
  };
}

export const newScheduled = (language: string): ScheduledContent => ({
  name: '',
  frequency: 'weekly',
  weekday: 'monday',
  at: '08:00',
  users: [],
  language: language === 'it' ? 'it' : 'en',
});

export function scheduledContentOf({
  id: _,
  nextAt: __,
  lastAt: ___,
  problem: ____,
  updatedAt: _____,
  updatedBy: ______,
  ...content
}: Scheduled): ScheduledContent {
  return content;
}
