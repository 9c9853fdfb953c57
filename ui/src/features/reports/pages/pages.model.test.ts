import { describe, expect, it } from 'vitest';
import { isAscending, requestOf, sortedBy } from './pages.model';

describe('pages', () => {
  it('should leave an empty search out', () => {
    expect(requestOf({ sort: 'views', search: '  ' })).toEqual({ sort: 'views' });
    expect(requestOf({ sort: 'views', search: ' cart ' })).toEqual({ sort: 'views', search: 'cart' });
  });

  it('should start with the largest figure and turn round on the second click', () => {
    expect(sortedBy({ sort: 'views' }, 'exits')).toEqual({ sort: 'exits', ascending: false });
    expect(sortedBy({ sort: 'exits', ascending: false }, 'exits')).toEqual({ ascending: true });
    expect(sortedBy({ sort: 'views' }, 'path')).toEqual({ sort: 'path', ascending: true });
    expect(isAscending({ sort: 'path' })).toBe(true);
    expect(isAscending({ sort: 'views' })).toBe(false);
  });
});
