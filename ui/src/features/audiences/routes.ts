import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const audienceRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'people/audiences',
    component: lazyRouteComponent(() => import('./AudiencesPage'), 'AudiencesPage'),
  }),
];
