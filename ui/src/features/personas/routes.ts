import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const personaRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/personas',
    component: lazyRouteComponent(() => import('./PersonasPage'), 'PersonasPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/personas/matrix',
    component: lazyRouteComponent(() => import('./MatrixPage'), 'MatrixPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'maps/personas/$persona',
    component: lazyRouteComponent(() => import('./PersonaPage'), 'PersonaPage'),
  }),
];
