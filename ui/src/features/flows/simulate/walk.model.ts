import type { Schemas } from '@/api/client';
import { type FlowDefinition, type FlowStep, type Slot, slotsOf, stepOf, wayOf } from '../model/flow.model';
import { type Names, slotWords } from '../model/words.model';

export type Walk = Schemas['Walk'];
export type WalkStep = Schemas['WalkStep'];
type Words = (key: string, values?: Record<string, unknown>) => string;
type DateTime = (value: string) => string;

/** The way out that the server calls by its outlet. */
export function slotOf(step: FlowStep | undefined, outlet: string | undefined): Slot {
  if (outlet === 'timeout') return 'timeoutNext';
  const named = step && slotsOf(step).find((slot) => slot.startsWith('ways/') && wayOf(step, slot)?.label === outlet);
  if (named) return named;
  return outlet === 'no' || outlet === 'otherwise' ? 'otherwise' : 'next';
}

/** Every way of the canvas that was taken, as `from:slot`, and every step that was come to. */
export function pathOf(definition: FlowDefinition, steps: readonly WalkStep[]): Set<string> {
  const path = new Set<string>();
  for (const step of steps) {
    path.add(step.step);
    if (step.kind !== 'moved') continue;
    path.add(`${step.step}:${slotOf(stepOf(definition, step.step), step.outlet)}`);
    if (step.to) path.add(step.to);
  }
  return path;
}

export function titleOf(t: Words, definition: FlowDefinition, id: string): string {
  const step = stepOf(definition, id);
  if (step === undefined) return id === 'entry' ? t('flows.type.entry') : id;
  return step.name ?? t(`flows.type.${step.type}`);
}

/** What brought it about, in plain words. */
export function causeWords(t: Words, names: Names, cause: WalkStep['cause']): string {
  const { kind, name = '' } = cause;
  const segment = kind === 'cameIntoSegment' || kind === 'leftSegment';
  const shown = kind === 'cameOntoList' ? names.list(name) : segment ? names.segment(name) : name;
  return t(`simulation.cause.${kind}`, { name: shown });
}

/**
 * One sentence for what happened; empty for what needs none, such as going on by the only way.
 *
 * @param words of the day and time
 */
export function walkWords(
  t: Words,
  names: Names,
  definition: FlowDefinition,
  step: WalkStep,
  dateTime: DateTime,
): string {
  const title = titleOf(t, definition, step.step);
  const detail = step.detail ?? '';
  switch (step.kind) {
    case 'moved': {
      const from = stepOf(definition, step.step);
      const way = slotWords(t, from, slotOf(from, step.outlet));
      const to = titleOf(t, definition, step.to ?? '');
      return way === '' ? '' : t('simulation.walk.moved', { step: title, way, to });
    }
    case 'chose':
      return '';
    case 'waits':
      return t('simulation.walk.waits', { step: title, until: dateTime(step.until ?? step.at) });
    case 'message':
      return t('simulation.walk.message', { subject: step.message?.content.subject ?? title });
    case 'left':
      return t(`simulation.left.${detail || 'completed'}`, { step: title });
    case 'list': {
      const off = stepOf(definition, step.step)?.type === 'removeFromList';
      return t(off ? 'simulation.walk.offList' : 'simulation.walk.onList', { list: names.list(detail) });
    }
    case 'coupon':
      return t('simulation.walk.coupon', { pool: names.pool(detail) });
    case 'points':
      return t('simulation.walk.points', { points: Number(detail) > 0 ? `+${detail}` : detail });
    case 'startedFlow':
    case 'stoppedFlow':
      return t(`simulation.walk.${step.kind}`, { flow: names.flow(detail) });
    case 'showedMessage':
    case 'askedForPush':
    case 'entered':
    case 'goal':
    case 'webhook':
    case 'trait':
      return t(`simulation.walk.${step.kind}`, { step: title, detail });
  }
}

/** Whether a reason says more than the sentence: a wait that ended, or what brought somebody in. */
export function tellsCause(step: WalkStep, before: WalkStep | undefined): boolean {
  if (step.kind === 'entered' || step.kind === 'goal') return true;
  return before === undefined || before.at !== step.at || before.cause.kind !== step.cause.kind;
}
