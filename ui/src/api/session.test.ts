import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { pathAfterSignIn, replaceSession } from './session';

describe('session', () => {
  it('should only lead to a path of this site', () => {
    expect(pathAfterSignIn('/w/shop/people?period=7d')).toBe('/w/shop/people?period=7d');
    for (const next of ['https://example.org/', '//example.org', '/\\example.org', 'people', '', undefined, 7]) {
      expect(pathAfterSignIn(next)).toBeNull();
    }
  });

  it('should forget what the last user saw', () => {
    const client = new QueryClient();
    client.setQueryData(['shop', 'people'], ['somebody']);
    replaceSession(client, null);
    expect(client.getQueryData(['shop', 'people'])).toBeUndefined();
    expect(client.getQueryData(['session'])).toBeNull();
  });
});
