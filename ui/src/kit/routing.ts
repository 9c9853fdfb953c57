import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';
import { pageWords } from '@/i18n';
import { filterKeys, readFilterSearch } from './filter/filter.model';

export type RouterContext = { queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({});

/** Parent of every page of a workspace. Features attach their routes to it; the shell gives it its component. */
export const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/w/$workspace',
  // Pages read further search parameters of their own; the filter's are checked here, once.
  validateSearch: (search: Record<string, unknown>): Record<string, unknown> => {
    const rest = Object.fromEntries(
      Object.entries(search).filter(([key]) => !(filterKeys as readonly string[]).includes(key)),
    );
    return { ...rest, ...readFilterSearch(search) };
  },
  search: { middlewares: [retainSearchParams([...filterKeys])] },
  beforeLoad: async ({ context, location, params }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/login', search: { next: location.href } });
    // The start page has its words already and must not wait for those of all others.
    const words = pageWords();
    if (location.pathname.replace(/\/$/, '') === `/w/${params.workspace}`) words.catch(() => undefined);
    else await words;
  },
});
