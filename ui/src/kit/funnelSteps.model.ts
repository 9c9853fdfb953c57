import type { Schemas } from '@/api/client';

/** What shops do in order, by the names that the common specifications use; the first known of each row is taken. */
const usual: readonly (readonly string[])[] = [
  ['Page Viewed', 'Page', '$pageview', 'page'],
  ['Product Viewed', 'view_item'],
  ['Product Added', 'add_to_cart'],
  ['Checkout Started', 'begin_checkout'],
  ['Order Completed', 'purchase'],
];

/** A first funnel of events that exist here; it ends with the conversion of the workspace. */
export function suggestSteps(observed: readonly string[], conversionEvent: string): Schemas['FunnelStep'][] {
  const known = usual.flatMap((names) => names.find((name) => observed.includes(name)) ?? []);
  const before = known.filter((name) => name !== conversionEvent);
  const path = observed.includes(conversionEvent) ? [...before, conversionEvent] : known;
  const chosen = path.length >= 2 ? path : observed.slice(0, 3);
  return chosen.map((event) => ({ any: [{ event }] }));
}

/** The step before which most are lost: what to look at first. An optional one loses nobody. */
export function worstLoss(steps: readonly Schemas['FunnelStepResult'][]): number | null {
  let worst: number | null = null;
  for (let place = 1; place < steps.length; place++) {
    if (steps[place]?.optional) continue;
    const rate = steps[place]?.fromPrevious.value ?? 1;
    if (rate < 1 && (worst === null || rate < (steps[worst]?.fromPrevious.value ?? 1))) worst = place;
  }
  return worst;
}
