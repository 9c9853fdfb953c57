import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api, rememberCsrfToken, type Schemas } from './client';
import { asProblem } from './problem';

export type Session = Schemas['Session'];

async function loadSession(): Promise<Session | null> {
  try {
    const session = await answer(api.GET('/api/session'));
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (asProblem(error).signedOut) return null;
    throw error;
  }
}

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: loadSession, staleTime: 5 * 60_000 });

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

export async function signIn(email: string, password: string): Promise<Session> {
  const session = await answer(api.POST('/api/session', { body: { email, password } }));
  rememberCsrfToken(session.csrfToken);
  return session;
}

export async function signOut(): Promise<void> {
  await answer(api.DELETE('/api/session'));
}

/** Another user, or none: whoever shows the session learns of it, and what the last user saw is forgotten. */
export function replaceSession(queryClient: QueryClient, session: Session | null): void {
  queryClient.setQueryData(sessionQuery.queryKey, session);
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}

/** Where to go after signing in: a path of this site, or nothing. */
export function pathAfterSignIn(next: unknown): string | null {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : null;
}
