import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const onSiteRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/onsite',
    component: lazyRouteComponent(() => import('./OnSitePage'), 'OnSitePage'),
  }),
];
