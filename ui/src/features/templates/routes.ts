import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const templateRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/templates',
    component: lazyRouteComponent(() => import('./TemplatesPage'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/templates/$template',
    component: lazyRouteComponent(() => import('./TemplatePage'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/brand',
    component: lazyRouteComponent(() => import('./brand/BrandPage'), 'BrandPage'),
  }),
];
