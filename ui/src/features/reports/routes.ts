import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const reportRoutes = [
  createRoute({
    ...parent,
    path: 'reports',
    component: lazyRouteComponent(() => import('./ReportsPage'), 'ReportsPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/overview',
    component: lazyRouteComponent(() => import('./overview/OverviewPage'), 'OverviewPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/events',
    component: lazyRouteComponent(() => import('./events/EventsPage'), 'EventsPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/funnel',
    component: lazyRouteComponent(() => import('./funnel/FunnelPage'), 'FunnelPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/paths',
    component: lazyRouteComponent(() => import('./paths/PathsPage'), 'PathsPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/retention',
    component: lazyRouteComponent(() => import('./retention/RetentionPage'), 'RetentionPage'),
  }),
  createRoute({
    ...parent,
    path: 'reports/live',
    component: lazyRouteComponent(() => import('./live/LivePage'), 'LivePage'),
  }),
];
