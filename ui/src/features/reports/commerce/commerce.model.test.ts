import { describe, expect, it } from 'vitest';
import type { Schemas } from '@/api/client';
import { createFormat } from '@/kit/format.model';
import {
  figuresOf,
  heat,
  initialCommerce,
  linesOf,
  requestOf,
  shareOfFirst,
  splitLine,
  valueAt,
} from './commerce.model';

const rate = (value: number) => ({ value, low: value / 2, high: Math.min(1, value * 2) });
const totals = (change: Partial<Schemas['CommerceTotals']> = {}): Schemas['CommerceTotals'] => ({
  visitors: 100,
  sessions: 150,
  orders: 10,
  buyers: 8,
  revenue: 1000,
  refunded: 0,
  averageOrderValue: 100,
  visitorConversion: rate(0.08),
  sessionConversion: rate(0.06),
  cartSessions: 30,
  cartAbandonment: rate(0.7),
  checkoutSessions: 15,
  checkoutAbandonment: rate(0.3),
  repeatRate: rate(0.25),
  ...change,
});
const point = (from: string, complete: boolean, change: Partial<Schemas['CommercePoint']> = {}) => ({
  ...totals(),
  from,
  complete,
  ...change,
});

describe('commerce', () => {
  const format = createFormat('en', 'UTC', 'EUR');

  it('should call less abandonment better', () => {
    const figures = figuresOf(totals({ cartAbandonment: rate(0.6) }), totals(), format);
    const cart = figures.find((figure) => figure.key === 'cartAbandonment');
    expect(cart?.value).toBe('60%');
    expect(cart?.delta?.good).toBe(true);
    expect(cart?.figure).toBe('cartAbandoned');
  });

  it('should show nothing where there is nothing to take a share of', () => {
    const { averageOrderValue: _none, ...without } = totals({ orders: 0, buyers: 0, cartSessions: 0, revenue: 0 });
    const values = Object.fromEntries(figuresOf(without, undefined, format).map(({ key, value }) => [key, value]));
    expect(values).toMatchObject({ averageOrderValue: '–', repeatRate: '–', cartAbandonment: '–', orders: '0' });
  });

  it('should leave gaps in a line and mark its end', () => {
    const points = [
      point('2026-03-01', true),
      point('2026-03-02', true, { cartSessions: 0 }),
      point('2026-03-03', true),
      point('2026-03-04', false),
    ];
    expect(splitLine(points, 'cartAbandonment')).toEqual({
      whole: [0.7, null, 0.7, null],
      open: [null, null, 0.7, 0.7],
    });
    expect(valueAt(point('2026-03-01', true), 'orders')).toBe(10);
    expect(linesOf('abandonment')).toEqual(['cartAbandonment', 'checkoutAbandonment']);
  });

  it('should leave events without a name to their defaults', () => {
    expect(requestOf({ ...initialCommerce, cart: { event: '' }, order: { event: 'Paid' } })).toEqual({
      ...initialCommerce,
      order: { event: 'Paid' },
    });
  });

  it('should measure colour and concentration', () => {
    expect(heat(25, 100)).toBe(0.25);
    expect(heat(0, 100)).toBe(0);
    const tenths = [60, 30, 10].map((expectedValue, place) => ({
      number: place + 1,
      persons: 1,
      low: 0,
      high: 0,
      expectedValue,
    }));
    expect(shareOfFirst(tenths, 1)).toBe(0.6);
    expect(shareOfFirst([], 1)).toBe(0);
  });
});
