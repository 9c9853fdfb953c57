import i18next from 'i18next';
import createClient from 'openapi-fetch';
import { Problem, problemFrom } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

let csrfToken = '';

/** The token that every changing request carries; comes with the session. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

let requestName: string | null = null;

/** Names the request that `make` begins, so that the server can be asked how far it is. */
export function named<T>(name: string, make: () => Promise<T>): Promise<T> {
  requestName = name;
  try {
    // The client reads the name before it waits for anything.
    return make();
  } finally {
    requestName = null;
  }
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept', 'application/json, application/problem+json');
    if (i18next.language) request.headers.set('Accept-Language', i18next.language);
    if (request.method !== 'GET' && csrfToken !== '') request.headers.set('X-CSRF-Token', csrfToken);
    if (requestName !== null) request.headers.set('X-Request-Id', requestName);
    return request;
  },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; a bad one is thrown as a Problem. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  const type = response.headers.get('Content-Type') ?? '';
  // A proxy or an older server may answer 200 with a page instead of data.
  if (response.status !== 204 && !type.includes('json')) throw new Problem(502, '', type, [], null, null);
  return data as T;
}
