import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const goalRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/goals',
    component: lazyRouteComponent(() => import('./GoalsPage'), 'GoalsPage'),
  }),
];
