import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const touchpointRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/touchpoints',
    component: lazyRouteComponent(() => import('./TouchpointsPage'), 'TouchpointsPage'),
  }),
];
