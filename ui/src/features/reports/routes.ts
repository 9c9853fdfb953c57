import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';
import { type ReportEntry, reportEntries } from './reportKinds';

const parent = { getParentRoute: () => workspaceRoute };

export const reportRoutes = [
  createRoute({
    ...parent,
    path: 'reports',
    component: lazyRouteComponent(() => import('./ReportsPage'), 'ReportsPage'),
  }),
  ...reportEntries.map(({ kind, page, component }: ReportEntry) =>
    createRoute({ ...parent, path: `reports/${kind}`, component: lazyRouteComponent(page, component) }),
  ),
];
