import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const peopleRoutes = [
  createRoute({
    ...parent,
    path: 'people',
    component: lazyRouteComponent(() => import('./list/PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    ...parent,
    path: 'people/$person',
    component: lazyRouteComponent(() => import('./story/PersonPage'), 'PersonPage'),
  }),
  createRoute({
    ...parent,
    path: 'people/segments',
    component: lazyRouteComponent(() => import('./segments/SegmentsPage'), 'SegmentsPage'),
  }),
  createRoute({
    ...parent,
    path: 'people/segments/$segment',
    component: lazyRouteComponent(() => import('./segments/SegmentPage'), 'SegmentPage'),
  }),
  createRoute({
    ...parent,
    path: 'people/lists',
    component: lazyRouteComponent(() => import('./lists/ListsPage'), 'ListsPage'),
  }),
  createRoute({
    ...parent,
    path: 'people/companies',
    component: lazyRouteComponent(() => import('./companies/CompaniesPage'), 'CompaniesPage'),
  }),
  createRoute({
    ...parent,
    path: 'people/companies/$company',
    component: lazyRouteComponent(() => import('./companies/CompanyPage'), 'CompanyPage'),
  }),
];
