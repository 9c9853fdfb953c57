import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const personaRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/personas',
    component: lazyRouteComponent(() => import('./PersonasPage'), 'PersonasPage'),
  }),
];
