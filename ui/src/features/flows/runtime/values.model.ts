import type { Schemas } from '@/api/client';
import type { FlowDefinition, FlowTrigger, FlowWay } from '../model/flow.model';
import { clockWords } from '../model/schedule.model';
import { conditionWords, durationWords, type Names, triggerWords } from '../model/words.model';
import { titleOf } from '../simulate/walk.model';

type Words = (key: string, values?: Record<string, unknown>) => string;
type Kind = keyof typeof kinds;
const kinds = {
  step: ['next', 'otherwise', 'timeoutNext', 'ofStep'],
  duration: ['duration', 'timeout', 'within', 'per', 'reentryWait'],
  percent: ['percent', 'holdout'],
  trigger: ['match', 'goal'],
  flow: ['flow'],
  segment: ['segment'],
  list: ['list'],
  pool: ['pool'],
  message: ['message'],
  template: ['template'],
  form: ['form'],
} as const;

/** Values that are chosen among words. */
const choices: Record<string, (t: Words, value: string) => string> = {
  reentry: (t, value) => t(`flows.entry.reentryKind.${value}`),
  priority: (t, value) => t(`flows.entry.priorityKind.${value}`),
  since: (t, value) => t(`flowruns.versions.since.${value}`),
  about: (t, value) => t(`flows.panel.aboutKind.${value}`),
  purpose: (t, value) => t(`flows.email.${value}`),
  moment: (t, value) => t(`flows.entry.${value}`),
};
/** Absent means the same as this. */
const usual: Record<string, unknown> = {
  goalExits: true,
  waitForAnswer: false,
  takeWinner: false,
  yearly: false,
  holdout: 0,
  priority: 'normal',
  since: 'step',
  times: 1,
  purpose: 'marketing',
};
const longest = 120;

function kindOf(field: string): Kind | undefined {
  return (Object.keys(kinds) as Kind[]).find((kind) => (kinds[kind] as readonly string[]).includes(field));
}

/** What a field of a step, an entry or a flow is set to, in plain words. */
export function valueWords(t: Words, names: Names, definition: FlowDefinition, field: string, set: unknown): string {
  const value = set ?? usual[field];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return t('flowruns.versions.nothing');
  }
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  const text = String(value);
  const chosen = choices[field];
  if (chosen !== undefined) return chosen(t, text);
  const kind = kindOf(field);
  switch (kind) {
    case 'step':
      return titleOf(t, definition, text);
    case 'duration':
      return durationWords(t, text);
    case 'percent':
      return `${text} %`;
    case 'trigger':
      return triggerWords(t, names, value as FlowTrigger);
    case undefined:
      return otherWords(t, names, definition, field, value);
    default:
      return names[kind](text);
  }
}

function otherWords(t: Words, names: Names, definition: FlowDefinition, field: string, value: unknown): string {
  switch (field) {
    case 'type':
      return t(`flows.entry.${String(value)}`);
    case 'at':
      return clockWords(String(value));
    case 'condition':
      return conditionWords(t, names, value as Schemas['Condition']);
    case 'exits':
      return (value as FlowTrigger[]).map((exit) => triggerWords(t, names, exit)).join('; ');
    case 'days':
      return (value as string[]).map((day) => t(`flows.weekday.${day}`)).join(', ');
    case 'ways':
      return (value as FlowWay[]).map((way) => wayWords(t, definition, way)).join('; ');
    case 'where':
      return (value as Schemas['PropertyCondition'][])
        .map(({ property, operator, value: one, values }) =>
          [property, t(`condition.operator.${operator}`), (values ?? [one ?? '']).join(', ')].join(' '),
        )
        .join('; ');
    case 'guards':
      return (value as Schemas['FlowGuard'][])
        .map(({ match, margin = 1 }) => `${match?.event ?? t('experiments.unsubscribes')} ≤ ${margin} %`)
        .join('; ');
    default:
      return shortened(String(value));
  }
}

function wayWords(t: Words, definition: FlowDefinition, { label, percent, values, next }: FlowWay): string {
  const what = percent === undefined ? (values ?? []).join(', ') : `${percent} %`;
  return `${label} (${what}) → ${next === undefined ? '…' : titleOf(t, definition, next)}`;
}

/** The words of a text, without its marks, as far as they say which it is. */
function shortened(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
