import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const formRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/forms',
    component: lazyRouteComponent(() => import('./FormsPage'), 'FormsPage'),
  }),
];
