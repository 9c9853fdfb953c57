import type { Schemas } from '@/api/client';
import { readDuration } from '@/kit/duration.model';
import { matchWords } from '@/kit/match/match.model';
import type { FlowEntry, FlowStep, Slot } from './flow.model';

type Condition = Schemas['Condition'];
type EventMatch = Schemas['EventMatch'];
type Words = (key: string, values?: Record<string, unknown>) => string;
/** Names behind the ids that a flow refers to. */
export type Names = { segment: (id: string) => string; stage: (id: string) => string };

/** "3 days", in the user's language. */
export function durationWords(t: Words, text: string | undefined): string {
  const duration = readDuration(text);
  return duration === null ? '…' : t(`flows.duration.${duration.unit}`, { count: duration.amount });
}

const eventWords = (t: Words, match: EventMatch | undefined) =>
  match === undefined || match.event === '' ? t('flows.say.someEvent') : matchWords(t, match);

export function entryWords(t: Words, names: Names, entry: FlowEntry): string {
  if (entry.type === 'event') return t('flows.say.entryEvent', { event: eventWords(t, entry.match) });
  return entry.segment === undefined
    ? t('flows.say.entryNoSegment')
    : t('flows.say.entrySegment', { segment: names.segment(entry.segment) });
}

/** One sentence for what a step does. */
export function stepWords(t: Words, names: Names, step: FlowStep): string {
  switch (step.type) {
    case 'wait':
      return t('flows.say.wait', { duration: durationWords(t, step.duration) });
    case 'waitForEvent':
      return t('flows.say.waitForEvent', {
        event: eventWords(t, step.match),
        timeout: durationWords(t, step.timeout),
      });
    case 'condition':
      return t('flows.say.condition', {
        condition: step.condition ? conditionWords(t, names, step.condition) : t('flows.say.noCondition'),
      });
    case 'split':
      return t('flows.say.split', { percent: step.percent ?? 50, rest: 100 - (step.percent ?? 50) });
    case 'email':
      return step.subject ? t('flows.say.email', { subject: step.subject }) : t('flows.say.emailEmpty');
    case 'setTrait':
      return step.trait
        ? t('flows.say.setTrait', { trait: step.trait, value: String(step.value ?? '') })
        : t('flows.say.setTraitEmpty');
    case 'exit':
      return t('flows.say.exit');
  }
}

/** What is written on a way out of a step; empty where there is only one. */
export function slotWords(t: Words, step: FlowStep | undefined, slot: Slot): string {
  switch (step?.type) {
    case 'condition':
      return t(slot === 'next' ? 'common.yes' : 'common.no');
    case 'waitForEvent':
      return slot === 'next'
        ? t('flows.say.cameEvent')
        : t('flows.say.cameNot', { timeout: durationWords(t, step.timeout) });
    case 'split':
      return `${slot === 'next' ? (step.percent ?? 50) : 100 - (step.percent ?? 50)} %`;
    default:
      return '';
  }
}

export function conditionWords(t: Words, names: Names, condition: Condition): string {
  const inner = (part: Condition) => conditionWords(t, names, part);
  const joined = (word: string) => {
    const parts = (condition.conditions ?? []).map(inner);
    return parts.length === 0 ? t('flows.say.noCondition') : parts.join(` ${word} `);
  };
  const count = condition.count ?? 1;
  const comparison = t(`flows.condition.comparison.${condition.comparison ?? 'atLeast'}`);
  switch (condition.type) {
    case 'all':
      return joined(t('match.and'));
    case 'any':
      return joined(t('flows.condition.or'));
    case 'not':
      return condition.condition
        ? t('flows.condition.say.not', { condition: inner(condition.condition) })
        : t('flows.say.noCondition');
    case 'trait': {
      const value = (condition.values ?? [condition.value ?? '']).join(', ');
      return [condition.trait, t(`condition.operator.${condition.operator ?? 'equals'}`), value]
        .filter(Boolean)
        .join(' ');
    }
    case 'event':
      return t(condition.within ? 'flows.condition.say.eventWithin' : 'flows.condition.say.event', {
        event: eventWords(t, condition.match),
        comparison,
        count,
        within: durationWords(t, condition.within),
      });
    case 'sequence':
      return (condition.matches ?? []).map((match) => eventWords(t, match)).join(' → ');
    case 'lastSeen':
    case 'firstSeen':
      return t(`flows.condition.say.${condition.type}`, { comparison, days: condition.days ?? 0 });
    case 'sessions':
      return t('flows.condition.say.sessions', { comparison, count });
    case 'stage':
      return t('flows.condition.say.stage', { stage: names.stage(condition.stage ?? '') });
    case 'segment':
      return t('flows.condition.say.segment', { segment: names.segment(condition.segment ?? '') });
  }
}
