import { describe, expect, it } from 'vitest';
import { benefitOf, cleaned, codesFile, exampleOf, flowOf } from './coupon.model';

describe('coupons', () => {
  it('should show a code that a pattern could make', () => {
    expect(exampleOf('W-????-?')).toBe('W-7KQ2-M');
    expect(exampleOf('')).toBe('');
  });

  it('should keep of a benefit only what its kind knows', () => {
    const percent = { kind: 'percent', percent: 15 } as const;
    expect(benefitOf('percent', percent, 'EUR')).toEqual(percent);
    expect(benefitOf('amount', percent, 'USD')).toEqual({ kind: 'amount', amount: 5, currency: 'USD' });
    expect(benefitOf('freeShipping', percent, 'EUR')).toEqual({ kind: 'freeShipping' });
  });

  it('should leave out what is empty', () => {
    const benefit = { kind: 'freeShipping' } as const;
    expect(cleaned({ name: 'A', description: '', stock: undefined, benefit } as never)).toEqual({ name: 'A', benefit });
  });

  it('should name the file of the codes that are shown', () => {
    expect(codesFile('shop', 'p', { state: null, search: ' ' })).toBe('/api/workspaces/shop/coupon-pools/p/codes.csv');
    expect(codesFile('shop', 'p', { state: 'redeemed', search: 'a b' })).toBe(
      '/api/workspaces/shop/coupon-pools/p/codes.csv?state=redeemed&search=a+b',
    );
  });

  it('should know the flow that gave a code', () => {
    expect(flowOf('flow f1')).toBe('f1');
    expect(flowOf('Ada')).toBeNull();
    expect(flowOf(undefined)).toBeNull();
  });
});
