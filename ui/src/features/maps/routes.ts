import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const mapRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps',
    component: lazyRouteComponent(() => import('./list/MapsPage'), 'MapsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/$map',
    component: lazyRouteComponent(() => import('./editor/MapPage'), 'MapPage'),
  }),
];
