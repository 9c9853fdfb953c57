import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const sourceRoutes = [
  createRoute({
    ...parent,
    path: 'sources',
    component: lazyRouteComponent(() => import('./SourcesPage'), 'SourcesPage'),
  }),
  createRoute({
    ...parent,
    path: 'sources/imports',
    component: lazyRouteComponent(() => import('./imports/ImportsPage'), 'ImportsPage'),
  }),
  createRoute({
    ...parent,
    path: 'sources/imports/$import',
    component: lazyRouteComponent(() => import('./imports/ImportPage'), 'ImportPage'),
  }),
  createRoute({
    ...parent,
    path: 'sources/connectors',
    component: lazyRouteComponent(() => import('./connectors/ConnectorsPage'), 'ConnectorsPage'),
  }),
  createRoute({
    ...parent,
    path: 'sources/feeds',
    component: lazyRouteComponent(() => import('./feeds/FeedsPage'), 'FeedsPage'),
  }),
  createRoute({
    ...parent,
    path: 'sources/refused',
    component: lazyRouteComponent(() => import('./refused/RefusedPage'), 'RefusedPage'),
  }),
];
