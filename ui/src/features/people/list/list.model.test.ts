import { describe, expect, it } from 'vitest';
import { firstChoice, linkOf, parametersOf } from './list.model';

describe('list of people', () => {
  it('should ask only for what was chosen', () => {
    expect(parametersOf(firstChoice, '', null)).toEqual({});
    const choice = { ...firstChoice, trait: 'city:Pisa', traits: ['plan', 'city'], sort: 'value' as const };
    const parameters = parametersOf(choice, 'ada', 'vip');
    expect(parameters).toEqual({
      search: 'ada',
      segment: 'vip',
      trait: ['city:Pisa'],
      sort: 'value',
      column: ['plan', 'city'],
    });
    expect(linkOf('shop', parameters)).toBe(
      '/api/workspaces/shop/people.csv?search=ada&segment=vip&trait=city%3APisa&sort=value&column=plan&column=city',
    );
  });

  it('should not ask for a trait that is still being typed', () => {
    expect(parametersOf({ ...firstChoice, trait: 'city' }, '', null)).toEqual({});
    expect(parametersOf({ ...firstChoice, trait: 'city:' }, '', null)).toEqual({});
  });
});
