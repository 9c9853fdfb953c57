import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { pathAfterSignIn, sessionQuery } from '@/api/session';
import { alertRoutes } from '@/features/alerts/routes';
import { audienceRoutes } from '@/features/audiences/routes';
import { campaignRoutes } from '@/features/campaigns/routes';
import { dashboardRoutes } from '@/features/dashboards/routes';
import { flowRoutes } from '@/features/flows/routes';
import { formRoutes } from '@/features/forms/routes';
import { goalRoutes } from '@/features/goals/routes';
import { homeRoutes } from '@/features/home/routes';
import { loyaltyRoutes } from '@/features/loyalty/routes';
import { mapRoutes, reviewRoutes } from '@/features/maps/routes';
import { messageRoutes } from '@/features/messages/routes';
import { onSiteRoutes } from '@/features/onsite/routes';
import { peopleRoutes } from '@/features/people/routes';
import { personaRoutes } from '@/features/personas/routes';
import { reportRoutes } from '@/features/reports/routes';
import { settingsRoutes } from '@/features/settings/routes';
import { shareRoutes } from '@/features/shares/routes';
import { sourceRoutes } from '@/features/sources/routes';
import { surveyRoutes } from '@/features/surveys/routes';
import { templateRoutes } from '@/features/templates/routes';
import { touchpointRoutes } from '@/features/touchpoints/routes';
import { rootRoute, workspaceRoute } from '@/kit/routing';
import { LoadingState } from '@/kit/states';
import { queryClient } from './queryClient';
import { PageError, PageMissing } from './RouteStates';
import { Shell } from './Shell';
import { rememberedWorkspace } from './workspaceChoice';

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = pathAfterSignIn(search.next);
    return next === null ? {} : { next };
  },
  component: lazyRouteComponent(() => import('./LoginPage'), 'LoginPage'),
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/login', search: {} });
    const workspace = rememberedWorkspace(session.workspaces);
    if (workspace !== null) throw redirect({ to: '/w/$workspace', params: { workspace } });
  },
  component: lazyRouteComponent(() => import('./NoWorkspacePage'), 'NoWorkspacePage'),
});

workspaceRoute.update({ component: Shell });

const routeTree = rootRoute.addChildren([
  loginRoute,
  startRoute,
  ...shareRoutes,
  ...reviewRoutes,
  workspaceRoute.addChildren([
    ...homeRoutes,
    ...mapRoutes,
    ...goalRoutes,
    ...personaRoutes,
    ...touchpointRoutes,
    ...reportRoutes,
    ...dashboardRoutes,
    ...alertRoutes,
    ...messageRoutes,
    ...campaignRoutes,
    ...templateRoutes,
    ...onSiteRoutes,
    ...formRoutes,
    ...sourceRoutes,
    ...surveyRoutes,
    ...settingsRoutes,
    ...audienceRoutes,
    ...peopleRoutes,
    ...loyaltyRoutes,
    ...flowRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: PageMissing,
  defaultPendingComponent: () => <LoadingState />,
});
