import type { Schemas } from '@/api/client';
import { readDuration } from '@/kit/duration.model';
import { matchWords } from '@/kit/match/match.model';
import { type FlowEntry, type FlowStep, type FlowTrigger, type Slot, wayOf } from './flow.model';
import { clockWords, scheduleWords } from './schedule.model';

type Condition = Schemas['Condition'];
type EventMatch = Schemas['EventMatch'];
type Words = (key: string, values?: Record<string, unknown>) => string;
/** Names behind the ids that a flow refers to. */
type Name = (id: string) => string;
export type Names = {
  flow: Name;
  segment: Name;
  list: Name;
  stage: Name;
  form: Name;
  pool: Name;
  message: Name;
  template: Name;
};

/** "3 days", in the user's language. */
export function durationWords(t: Words, text: string | undefined): string {
  const duration = readDuration(text);
  return duration === null ? '…' : t(`flows.duration.${duration.unit}`, { count: duration.amount });
}

const eventWords = (t: Words, match: EventMatch | undefined) =>
  match === undefined || match.event === '' ? t('flows.say.someEvent') : matchWords(t, match);

/** What ends a run or reaches the goal, in plain words. */
export function triggerWords(t: Words, names: Names, trigger: FlowTrigger): string {
  if ('event' in trigger) return eventWords(t, trigger);
  if ('condition' in trigger) return conditionWords(t, names, trigger.condition);
  return t(trigger.when === 'entered' ? 'flows.say.entrySegment' : 'flows.say.entrySegmentLeft', {
    segment: names.segment(trigger.segment),
  });
}

export function entryWords(t: Words, names: Names, entry: FlowEntry): string {
  switch (entry.type) {
    case 'event':
      return t('flows.say.entryEvent', { event: eventWords(t, entry.match) });
    case 'api':
      return t('flows.say.entryApi');
    case 'form':
      return t(entry.moment === 'submitted' ? 'flows.say.entryFormSubmitted' : 'flows.say.entryForm', {
        form: names.form(entry.form ?? ''),
      });
    case 'list':
      return entry.list ? t('flows.say.entryList', { list: names.list(entry.list) }) : t('flows.say.noList');
    case 'date':
      return t(entry.yearly ? 'flows.say.entryYearly' : 'flows.say.entryDate', {
        trait: entry.trait || '…',
        offset: offsetWords(t, entry.offsetDays),
      });
    case 'schedule':
      return t('flows.say.entrySchedule', {
        rule: scheduleWords(t, entry.start, entry.rule),
        who: entry.segment ? names.segment(entry.segment) : t('flows.say.everybody'),
      });
    case 'segment':
    case 'segmentLeft':
      return entry.segment === undefined
        ? t('flows.say.entryNoSegment')
        : t(entry.type === 'segment' ? 'flows.say.entrySegment' : 'flows.say.entrySegmentLeft', {
            segment: names.segment(entry.segment),
          });
  }
}

/** "2 days before", "on the day". */
export function offsetWords(t: Words, days: number | undefined): string {
  if (!days) return t('flows.say.onTheDay');
  return t(days < 0 ? 'flows.say.daysBefore' : 'flows.say.daysAfter', { count: Math.abs(days) });
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
        count: step.times ?? 1,
      });
    case 'condition':
      return t('flows.say.condition', {
        condition:
          step.about && step.about !== 'person'
            ? whereWords(t, step)
            : step.condition
              ? conditionWords(t, names, step.condition)
              : t('flows.say.noCondition'),
      });
    case 'waitUntilTime':
      return t(step.days?.length ? 'flows.say.waitUntilDay' : 'flows.say.waitUntilTime', {
        at: clockWords(step.at),
        days: (step.days ?? []).map((day) => t(`flows.weekday.${day}`)).join(` ${t('flows.condition.or')} `),
      });
    case 'waitUntilDate':
      return t('flows.say.waitUntilDate', {
        trait: step.trait || '…',
        offset: offsetWords(t, step.offsetDays),
        at: clockWords(step.at),
      });
    case 'waitForCondition':
      return t('flows.say.waitForCondition', {
        condition: step.condition ? conditionWords(t, names, step.condition) : t('flows.say.noCondition'),
        timeout: durationWords(t, step.timeout),
      });
    case 'throttle':
      return t('flows.say.throttle', { count: step.most ?? 0, per: durationWords(t, step.per) });
    case 'switch':
      return t('flows.say.switch', { name: step.property || step.trait || '…' });
    case 'webhook':
      return step.url ? t('flows.say.webhook', { url: step.url }) : t('flows.say.webhookEmpty');
    case 'addToList':
    case 'removeFromList':
      return t(step.list ? `flows.say.${step.type}` : 'flows.say.noList', { list: names.list(step.list ?? '') });
    case 'issueCoupon':
      return t(step.pool ? 'flows.say.issueCoupon' : 'flows.say.noPool', { pool: names.pool(step.pool ?? '') });
    case 'addPoints':
      return pointsWords(t, step);
    case 'startFlow':
      return t('flows.say.startFlow', { flow: names.flow(step.flow ?? '') });
    case 'stopFlow':
      return t('flows.say.stopFlow', { flow: names.flow(step.flow ?? '') });
    case 'experiment':
      return t('flows.say.experiment', { ways: (step.ways ?? []).map((way) => way.label).join(', ') });
    case 'split':
      if (step.ways?.length) return step.ways.map((way) => `${way.label} ${way.percent ?? 0} %`).join(', ');
      return t('flows.say.split', { percent: step.percent ?? 50, rest: 100 - (step.percent ?? 50) });
    case 'email':
      if (step.template) return t('flows.say.emailTemplate', { name: names.template(step.template) });
      return step.subject ? t('flows.say.email', { subject: step.subject }) : t('flows.say.emailEmpty');
    case 'push':
      return step.title || t('flows.say.pushEmpty');
    case 'sms':
      return step.text || t('flows.say.smsEmpty');
    case 'showMessage':
      return t('flows.say.showMessage', {
        message: names.message(step.message ?? ''),
        duration: durationWords(t, step.duration),
      });
    case 'askForPush':
      return t('flows.say.askForPush', { duration: durationWords(t, step.duration) });
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
    case 'switch':
      return wayOf(step, slot)?.label ?? t('flows.say.allOthers');
    case 'webhook':
      if (!step.waitForAnswer) return '';
      return t(slot === 'next' ? 'flows.say.answered' : 'flows.say.notAnswered');
    case 'issueCoupon':
      return t(slot === 'next' ? 'flows.say.gotCode' : 'flows.say.noCode');
    case 'waitUntilDate':
      return t(slot === 'next' ? 'flows.say.dayCame' : 'flows.say.noDay');
    case 'waitForCondition':
      return slot === 'next'
        ? t('flows.say.cameTrue')
        : t('flows.say.cameNot', { timeout: durationWords(t, step.timeout) });
    case 'waitForEvent':
      return slot === 'next'
        ? t('flows.say.cameEvent')
        : t('flows.say.cameNot', { timeout: durationWords(t, step.timeout) });
    case 'experiment':
      return wayOf(step, slot)?.label ?? '';
    case 'split':
      if (step.ways?.length) return wayOf(step, slot)?.label ?? '';
      return `${slot === 'next' ? (step.percent ?? 50) : 100 - (step.percent ?? 50)} %`;
    default:
      return '';
  }
}

function pointsWords(t: Words, { points = 0, property, factor = 1, reason = '' }: FlowStep): string {
  const why = reason || '…';
  if (property !== undefined) return t('flows.say.addPointsOf', { property: property || '…', factor, reason: why });
  return t(points < 0 ? 'flows.say.takePoints' : 'flows.say.addPoints', { count: Math.abs(points), reason: why });
}

const whereWords = (t: Words, step: FlowStep) =>
  (step.where ?? [])
    .map(({ property, operator, value, values }) =>
      [property, t(`condition.operator.${operator}`), (values ?? [value ?? '']).join(', ')].filter(Boolean).join(' '),
    )
    .join(` ${t('match.and')} `) || t('flows.say.noCondition');

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
    case 'list':
      return t('flows.condition.say.list', { list: names.list(condition.list ?? '') });
    case 'segment':
      return t('flows.condition.say.segment', { segment: names.segment(condition.segment ?? '') });
  }
}
