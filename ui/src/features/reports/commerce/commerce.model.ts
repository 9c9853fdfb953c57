import type { Schemas } from '@/api/client';
import { type Delta, deltaOf } from '@/kit/delta.model';
import type { Format } from '@/kit/format.model';

export type CommerceDefinition = Omit<Schemas['CommerceRequest'], 'scope' | 'interval'>;
export type CommerceResult = Schemas['CommerceResult'];
export type CommerceRequest = Schemas['CommerceRequest'];
export type CommerceFigure = Schemas['CommerceFigure'];
type Totals = Schemas['CommerceTotals'];
type Point = Schemas['CommercePoint'];

export const initialCommerce: CommerceDefinition = {
  within: 'PT0S',
  model: 'bgNbd',
  horizonDays: 365,
  discountRate: 0.1,
};

/** What is asked: events without a name are left to their defaults. */
export function requestOf(definition: CommerceDefinition): CommerceDefinition {
  const { order, cart, checkout, refund, ...rest } = definition;
  return {
    ...rest,
    ...(order?.event ? { order } : {}),
    ...(cart?.event ? { cart } : {}),
    ...(checkout?.event ? { checkout } : {}),
    ...(refund?.event ? { refund } : {}),
  };
}

export const withinChoices = ['PT0S', 'PT1H', 'PT24H', 'P7D'] as const;
export const models = ['bgNbd', 'mbgNbd', 'paretoNbd'] as const;
export const horizonChoices = [90, 180, 365, 730] as const;

export type FigureOf = {
  key: string;
  value: string;
  delta: Delta | null;
  rate?: Schemas['Rate'];
  range?: string | undefined;
  counted: string;
  /** The people behind it. */
  figure?: CommerceFigure;
};

/** An interval in words; none without one. */
export const rangeOf = (bounds: Schemas['Bounds'] | undefined, show: (value: number) => string): string | undefined =>
  bounds && `${show(bounds.low)} – ${show(bounds.high)}`;

/** The tiles on top, in the order in which they are read. */
export function figuresOf(now: Totals, before: Totals | undefined, format: Format): FigureOf[] {
  type RateKey = 'visitorConversion' | 'sessionConversion' | 'cartAbandonment' | 'checkoutAbandonment' | 'repeatRate';
  const rate = (key: RateKey, moreIsBetter: boolean, of: number, figure?: CommerceFigure): FigureOf => ({
    key,
    value: of === 0 ? '–' : format.percent(now[key].value),
    delta: of === 0 ? null : deltaOf(now[key].value, before?.[key].value, moreIsBetter),
    ...(of === 0 ? {} : { rate: now[key] }),
    counted: key,
    ...(figure ? { figure } : {}),
  });
  const known = (value: number | undefined, show: (value: number) => string) =>
    value === undefined ? '–' : show(value);
  const days = (value: number) => format.duration(value * 86_400_000);
  return [
    {
      key: 'revenue',
      value: format.money(now.revenue),
      delta: deltaOf(now.revenue, before?.revenue),
      counted: 'salesRevenue',
      figure: 'buyers',
    },
    {
      key: 'orders',
      value: format.number(now.orders),
      delta: deltaOf(now.orders, before?.orders),
      counted: 'orders',
      figure: 'buyers',
    },
    {
      key: 'averageOrderValue',
      value: known(now.averageOrderValue, format.money),
      delta: now.averageOrderValue === undefined ? null : deltaOf(now.averageOrderValue, before?.averageOrderValue),
      range: rangeOf(now.averageOrderValueInterval, format.money),
      counted: 'averageOrderValue',
    },
    rate('repeatRate', true, now.buyers, 'repeatBuyers'),
    {
      key: 'daysBetweenOrders',
      value: known(now.daysBetweenOrders, days),
      delta: null,
      range: rangeOf(now.daysBetweenOrdersInterval, days),
      counted: 'daysBetweenOrders',
      figure: 'repeatBuyers',
    },
    rate('visitorConversion', true, now.visitors, 'converted'),
    rate('sessionConversion', true, now.sessions, 'converted'),
    rate('cartAbandonment', false, now.cartSessions, 'cartAbandoned'),
    rate('checkoutAbandonment', false, now.checkoutSessions, 'checkoutAbandoned'),
  ];
}

export const trends = ['abandonment', 'sessionConversion', 'revenue', 'orders', 'averageOrderValue'] as const;
export type Trend = (typeof trends)[number];
export type LineKey = 'cartAbandonment' | 'checkoutAbandonment' | Exclude<Trend, 'abandonment'>;

export const linesOf = (trend: Trend): LineKey[] =>
  trend === 'abandonment' ? ['cartAbandonment', 'checkoutAbandonment'] : [trend];

export const isShare = (trend: Trend): boolean => trend === 'abandonment' || trend === 'sessionConversion';
export const isMoney = (trend: Trend): boolean => trend === 'revenue' || trend === 'averageOrderValue';

/** A point's figure; null where there is nothing to take a share or a mean of. */
export function valueAt(point: Point, key: LineKey): number | null {
  switch (key) {
    case 'cartAbandonment':
      return point.cartSessions === 0 ? null : point.cartAbandonment.value;
    case 'checkoutAbandonment':
      return point.checkoutSessions === 0 ? null : point.checkoutAbandonment.value;
    case 'sessionConversion':
      return point.sessions === 0 ? null : point.sessionConversion.value;
    case 'averageOrderValue':
      return point.averageOrderValue ?? null;
    default:
      return point[key];
  }
}

/** A line of complete buckets, and its dotted end that will still change. */
export function splitLine(
  points: readonly Point[],
  key: LineKey,
): { whole: (number | null)[]; open: (number | null)[] } {
  const last = points.findLastIndex((point) => point.complete);
  return {
    whole: points.map((point, place) => (place <= last ? valueAt(point, key) : null)),
    open: points.map((point, place) => (place >= last && last < points.length - 1 ? valueAt(point, key) : null)),
  };
}

/** Strength of a cell's colour: 0 to 0.5, by the square root of its share of the largest, so that small cells show. */
export function heat(value: number, largest: number): number {
  return largest <= 0 || value <= 0 ? 0 : Math.sqrt(Math.min(1, value / largest)) * 0.5;
}

export const scores = [1, 2, 3, 4, 5] as const;

export function cellOf(grid: Schemas['RfmGrid'], recency: number, frequency: number): Schemas['RfmCell'] | undefined {
  return grid.cells.find((cell) => cell.recency === recency && cell.frequency === frequency);
}

/** Share of the expected value that the first tenths bring. */
export function shareOfFirst(tenths: Schemas['ValuePrediction']['tenths'], count: number): number {
  const all = tenths.reduce((sum, tenth) => sum + tenth.expectedValue, 0);
  const first = tenths.slice(0, count).reduce((sum, tenth) => sum + tenth.expectedValue, 0);
  return all <= 0 ? 0 : first / all;
}

export const isEmpty = (result: CommerceResult): boolean =>
  result.totals.sessions === 0 && result.totals.orders === 0 && result.rfm.customers === 0;
