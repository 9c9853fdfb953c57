import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const surveyRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'surveys',
    component: lazyRouteComponent(() => import('./SurveysPage'), 'SurveysPage'),
  }),
];
