import type { Schemas } from '@/api/client';

export type CouponPool = Schemas['CouponPool'];
export type CouponContent = Schemas['CouponContent'];
export type CouponCode = Schemas['CouponCode'];
export type CouponState = Schemas['CouponState'];
export type BenefitKind = Schemas['CouponBenefit']['kind'];

/** What becomes a random character of a code; the letters and digits that the server takes. */
const place = '?';
const example = '7KQ2M9XDPR4T';

export function newCoupons(name: string): CouponContent {
  return { name, pattern: 'WELCOME-????-????', benefit: { kind: 'percent', percent: 10 }, validDays: 30, perPerson: 1 };
}

/** How a code of the pattern may look. */
export function exampleOf(pattern: string): string {
  let at = 0;
  return [...pattern].map((character) => (character === place ? example[at++ % example.length] : character)).join('');
}

/** A benefit of the kind; figures that it does not know are left out. */
export function benefitOf(kind: BenefitKind, before: CouponContent['benefit'], currency: string) {
  switch (kind) {
    case 'percent':
      return { kind, percent: before.percent ?? 10 };
    case 'amount':
      return { kind, amount: before.amount ?? 5, currency: before.currency ?? currency };
    case 'freeShipping':
      return { kind };
  }
}

/** Without what is empty, as the server wants it. */
export function cleaned(content: CouponContent): CouponContent {
  const kept = Object.entries(content).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept) as CouponContent;
}

export type CodeFilter = { state: CouponState | null; search: string };

/** The address of the file with all codes of the filter. */
export function codesFile(workspace: string, pool: string, { state, search }: CodeFilter): string {
  const query = new URLSearchParams();
  if (state) query.set('state', state);
  if (search.trim()) query.set('search', search.trim());
  const text = query.toString();
  return `/api/workspaces/${workspace}/coupon-pools/${pool}/codes.csv${text === '' ? '' : `?${text}`}`;
}

/** The id of the flow that gave out a code; null when somebody else did. */
export function flowOf(issuedBy: string | undefined): string | null {
  return issuedBy?.startsWith('flow ') ? issuedBy.slice(5) : null;
}
