import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const flowRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'flows',
    component: lazyRouteComponent(() => import('./FlowsPage'), 'FlowsPage'),
  }),
];
