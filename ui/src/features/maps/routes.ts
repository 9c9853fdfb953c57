import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const mapRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps',
    component: lazyRouteComponent(() => import('./MapsPage'), 'MapsPage'),
  }),
];
