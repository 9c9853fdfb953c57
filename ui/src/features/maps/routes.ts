import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { pageWords } from '@/i18n';
import { rootRoute, workspaceRoute } from '@/kit/routing';

export const mapRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps',
    component: lazyRouteComponent(() => import('./list/MapsPage'), 'MapsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/opportunities',
    component: lazyRouteComponent(() => import('./backlog/OpportunitiesPage'), 'OpportunitiesPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/content',
    component: lazyRouteComponent(() => import('./backlog/ContentPage'), 'ContentPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/atlas',
    component: lazyRouteComponent(() => import('./backlog/AtlasPage'), 'AtlasPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/discover',
    component: lazyRouteComponent(() => import('./discover/DiscoverPage'), 'DiscoverPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/$map',
    component: lazyRouteComponent(() => import('./editor/MapPage'), 'MapPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/$map/conformance',
    component: lazyRouteComponent(() => import('./conformance/ConformancePage'), 'ConformancePage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/$map/beside/$other',
    component: lazyRouteComponent(() => import('./view/PairPage'), 'PairPage'),
  }),
];

/** What somebody sees who has nothing but a review link; it stands outside of the workspaces. */
export const reviewRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: 'review/$token',
    beforeLoad: () => pageWords(),
    component: lazyRouteComponent(() => import('./review/GuestPage'), 'GuestPage'),
  }),
];
