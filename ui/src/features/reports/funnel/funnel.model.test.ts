import { describe, expect, it } from 'vitest';
import { suggestSteps, worstLoss } from '@/kit/funnelSteps.model';
import { barsOf, emptyFunnel, moveStep, ready, touched, touchOf, withOrder, withSteps } from './funnel.model';

const rate = (value: number) => ({ value, low: value, high: value });
const result = (count: number, fromPrevious: number, optional = false) => ({
  label: String(count),
  optional,
  count,
  fromStart: rate(count / 1000),
  fromPrevious: rate(fromPrevious),
  lost: 0,
});
const step = (event: string) => ({ any: [{ event }] });

describe('funnel', () => {
  it('should suggest what shops do and end with the conversion', () => {
    const observed = ['Order Completed', 'Product Viewed', 'Newsletter', 'Product Added'];
    const events = suggestSteps(observed, 'Order Completed').map((s) => s.any[0]?.event);
    expect(events).toEqual(['Product Viewed', 'Product Added', 'Order Completed']);
    expect(suggestSteps(['a', 'b', 'c', 'd'], 'x')).toHaveLength(3);
    expect(suggestSteps([], 'x')).toEqual([]);
  });

  it('should keep which value counts, and a step only where it belongs', () => {
    const second = touched({ kind: 'event', name: 'channel' }, 'step-2');
    expect(second).toEqual({ kind: 'event', name: 'channel', touch: 'step', step: 2 });
    expect(touchOf(second)).toBe('step-2');
    expect(touched(second, 'all')).toEqual({ kind: 'event', name: 'channel', touch: 'all' });
    const funnel = { ...emptyFunnel, steps: [step('a'), step('b'), step('c')], breakdown: { ...second, step: 3 } };
    expect(withSteps(funnel, [step('a'), step('b')]).breakdown?.step).toBe(2);
  });

  it('should only ask when every step is filled in', () => {
    expect(ready(emptyFunnel)).toBe(false);
    expect(ready({ ...emptyFunnel, steps: [step('a'), step('b')] })).toBe(true);
    expect(ready({ ...emptyFunnel, steps: [step('a'), step('')] })).toBe(false);
    const steps = Array.from({ length: 21 }, (_, n) => step(`e${n}`));
    expect(ready({ ...emptyFunnel, steps })).toBe(false);
  });

  it('should draw bars against the first step', () => {
    const bars = barsOf([result(1000, 1), result(400, 0.4), result(100, 0.25)], [result(500, 1), result(250, 0.5)]);
    expect(bars.map((bar) => bar.share)).toEqual([1, 0.4, 0.1]);
    expect(bars.map((bar) => bar.lostBefore)).toEqual([0, 600, 300]);
    expect(bars.map((bar) => bar.compared)).toEqual([1, 0.5, null]);
    expect(barsOf([result(0, 0), result(0, 0)], undefined)[1]?.share).toBe(0);
  });

  it('should lose nobody at an optional step', () => {
    const steps = [result(1000, 1), result(50, 0.05, true), result(400, 0.4), result(300, 0.75)];
    const bars = barsOf(steps, undefined);
    expect(bars.map((bar) => bar.lostBefore)).toEqual([0, 0, 600, 100]);
    expect(bars.map((bar) => bar.before)).toEqual([0, 1, 1, 3]);
    expect(worstLoss(steps)).toBe(2);
  });

  it('should keep steps optional only where they may be', () => {
    const maybe = (event: string) => ({ ...step(event), optional: true });
    const funnel = { ...emptyFunnel, steps: [step('a'), maybe('b'), step('c')] };
    const optional = (value: typeof funnel) => value.steps.map((one) => 'optional' in one && one.optional === true);
    expect(optional(withSteps(funnel, funnel.steps) as typeof funnel)).toEqual([false, true, false]);
    expect(optional(withSteps(funnel, moveStep(funnel.steps, 1, 0)) as typeof funnel)).toEqual([false, false, false]);
    expect(optional(withOrder(funnel, 'any') as typeof funnel)).toEqual([false, false, false]);
    expect(optional(withOrder(funnel, 'strict') as typeof funnel)).toEqual([false, true, false]);
  });

  it('should name the step that loses most', () => {
    expect(worstLoss([result(1000, 1), result(400, 0.4), result(100, 0.25)])).toBe(2);
    expect(worstLoss([result(10, 1), result(10, 1)])).toBeNull();
  });

  it('should move steps and keep exclusions inside', () => {
    expect(moveStep([step('a'), step('b'), step('c')], 2, 0).map((s) => s.any[0]?.event)).toEqual(['c', 'a', 'b']);
    expect(moveStep([step('a')], 0, 1)).toHaveLength(1);
    const exclusion = { match: { event: 'x' }, after: 1, before: 3, effect: 'attempt' as const };
    const three = { ...emptyFunnel, steps: [step('a'), step('b'), step('c')], exclusions: [exclusion] };
    expect(withSteps(three, three.steps.slice(0, 2)).exclusions?.[0]?.before).toBe(2);
    expect(withSteps(three, three.steps.slice(0, 1)).exclusions).toBeUndefined();
  });
});
