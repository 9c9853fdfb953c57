import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const dashboardRoutes = [
  createRoute({
    ...parent,
    path: 'dashboards',
    component: lazyRouteComponent(() => import('./DashboardsPage'), 'DashboardsPage'),
  }),
  createRoute({
    ...parent,
    path: 'dashboards/$dashboard',
    component: lazyRouteComponent(() => import('./DashboardPage'), 'DashboardPage'),
  }),
];
