import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const flowRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows',
    component: lazyRouteComponent(() => import('./list/FlowsPage'), 'FlowsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows/new',
    component: lazyRouteComponent(() => import('./templates/TemplatesPage'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows/$flow',
    component: lazyRouteComponent(() => import('./builder/FlowPage'), 'FlowPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows/$flow/results',
    component: lazyRouteComponent(() => import('./runtime/ResultsPage'), 'ResultsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows/$flow/versions',
    component: lazyRouteComponent(() => import('./runtime/VersionsPage'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows/$flow/failures',
    component: lazyRouteComponent(() => import('./runtime/FailuresPage'), 'FailuresPage'),
  }),
];
