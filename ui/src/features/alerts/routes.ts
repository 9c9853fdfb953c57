import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const alertRoutes = [
  createRoute({
    ...parent,
    path: 'alerts',
    component: lazyRouteComponent(() => import('./AlertsPage'), 'AlertsPage'),
  }),
  createRoute({
    ...parent,
    path: 'scheduled-reports',
    component: lazyRouteComponent(() => import('./ScheduledPage'), 'ScheduledPage'),
  }),
];
