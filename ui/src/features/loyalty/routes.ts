import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const loyaltyRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'people/loyalty',
    component: lazyRouteComponent(() => import('./CouponsPage'), 'CouponsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'people/loyalty/points',
    component: lazyRouteComponent(() => import('./PointsPage'), 'PointsPage'),
  }),
];
