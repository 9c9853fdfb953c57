import { expect, test } from 'vitest';
import { companyPath, entriesOf } from './companies.model';

test('an id of the sender stays one part of the path', () => {
  expect(companyPath('acme/north & co')).toBe('people/companies/acme%2Fnorth%20%26%20co');
});

test('every entry says whose it is', () => {
  const entries = entriesOf([
    { personId: '7', person: 'Anna', entry: { kind: 'event', time: '2026-03-01T10:00:00Z', name: 'Order Completed' } },
  ]);
  expect(entries.map((entry) => entry.name)).toEqual(['Anna · Order Completed']);
});
