import { describe, expect, it } from 'vitest';
import type { Schemas } from '@/api/client';
import { type Mapping, missing, nameOf, usesOf, withPerson, withText, withTime, withUse } from './mapping.model';

const column = (name: string, type: Schemas['ImportColumn']['type'] = 'text'): Schemas['ImportColumn'] => ({
  name,
  type,
  samples: [],
  filled: 1,
  ambiguous: false,
});

const mapping: Mapping = {
  title: 'Orders',
  event: 'Order Completed',
  user: { column: 'Email', lowerCase: true },
  time: { column: 'Date', format: 'd/M/yyyy', zone: 'Europe/Rome' },
  id: ['Order'],
  properties: [
    { name: 'value', column: 'Total', type: 'number', aggregate: 'sum' },
    { name: 'channel', constant: 'store' },
  ],
};

describe('the mapping', () => {
  it('tells for each column what it is used for', () => {
    const uses = usesOf(mapping, [column('Total', 'number'), column('Città di nascita')]);
    expect(uses.map(({ use, name, type }) => [use, name, type])).toEqual([
      ['property', 'value', 'number'],
      ['ignored', 'città_di_nascita', 'text'],
    ]);
  });

  it('moves a column between properties and traits and keeps what it does not show', () => {
    const [total] = usesOf(mapping, [column('Total', 'number')]);
    if (!total) throw new Error('no use');
    const renamed = withUse(mapping, { ...total, name: 'amount' });
    expect(renamed.properties?.[0]).toEqual({ name: 'amount', column: 'Total', type: 'number', aggregate: 'sum' });
    const moved = withUse(renamed, { ...total, use: 'trait' });
    expect(moved.properties).toEqual([{ name: 'channel', constant: 'store' }]);
    expect(moved.traits).toHaveLength(1);
    const gone = withUse(moved, { ...total, use: 'ignored' });
    expect(gone.traits).toEqual([]);
    expect(gone.properties).toEqual([{ name: 'channel', constant: 'store' }]);
  });

  it('takes the format of a column of times and keeps the zone', () => {
    const times = { ...column('Quando', 'time'), format: 'd MMM yyyy', language: 'it' };
    expect(withTime(mapping, times, 'UTC').time).toEqual({
      column: 'Quando',
      format: 'd MMM yyyy',
      language: 'it',
      zone: 'Europe/Rome',
    });
    expect(missing(withTime(mapping, undefined, 'UTC'))).toBe('time');
  });

  it('says what is missing', () => {
    expect(missing(mapping)).toBeNull();
    expect(missing(withPerson(mapping, 'user', null))).toBe('person');
    expect(missing(withPerson(withPerson(mapping, 'user', null), 'guest', 'Order'))).toBeNull();
    expect(missing(withText(mapping, 'event', ''))).toBe('event');
    expect(withPerson(mapping, 'user', 'Code').user).toEqual({ column: 'Code', lowerCase: true });
    expect(nameOf(' % ')).toBe(' % ');
  });
});
