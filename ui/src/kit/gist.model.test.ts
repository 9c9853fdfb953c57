import { describe, expect, it } from 'vitest';
import { gistOf } from './gist.model';

describe('gist', () => {
  it('should tell what matters first', () => {
    const properties = { z: 1, nested: { a: 1 }, value: 12, path: '/cart', empty: '' };
    expect(gistOf(properties)).toEqual([
      ['path', '/cart'],
      ['value', '12'],
      ['z', '1'],
    ]);
    expect(gistOf(properties, 1)).toEqual([['path', '/cart']]);
  });

  it('should not repeat what the page says anyway', () => {
    expect(gistOf({ channel: 'direct', device: 'mobile', url: 'https://example.org/cart', path: '/cart' })).toEqual([
      ['path', '/cart'],
    ]);
    expect(gistOf(undefined)).toEqual([]);
  });
});
