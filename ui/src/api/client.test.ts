import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, named } from './client';

describe('client', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('should name only the request it is asked to name', async () => {
    const names: (string | null)[] = [];
    const answer = async (request: Request) => {
      names.push(request.headers.get('X-Request-Id'));
      return new Response('{}', { headers: { 'Content-Type': 'application/json' } });
    };
    const ask = () => api.GET('/api/session', { baseUrl: 'http://localhost', fetch: answer });
    await Promise.all([named('first', ask), ask(), named('second', ask)]);
    expect(names.sort()).toEqual(['first', 'second', null].sort());
  });
});
