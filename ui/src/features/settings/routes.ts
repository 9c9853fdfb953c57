import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

const parent = { getParentRoute: () => workspaceRoute };

export const settingsRoutes = [
  createRoute({
    ...parent,
    path: 'settings',
    component: lazyRouteComponent(() => import('./WorkspacePage'), 'WorkspacePage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/stages',
    component: lazyRouteComponent(() => import('./stages/StagesPage'), 'StagesPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/consent',
    component: lazyRouteComponent(() => import('./consent/ConsentPage'), 'ConsentPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/consent/ledger',
    component: lazyRouteComponent(() => import('./consent/LedgerPage'), 'LedgerPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/consent/words',
    component: lazyRouteComponent(() => import('./consent/WordsPage'), 'WordsPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/consent/banner',
    component: lazyRouteComponent(() => import('./consent/BannerPage'), 'BannerPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/sending',
    component: lazyRouteComponent(() => import('./sending/SendingPage'), 'SendingPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/sending/suppressions',
    component: lazyRouteComponent(() => import('./sending/SuppressionsPage'), 'SuppressionsPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/users',
    component: lazyRouteComponent(() => import('./UsersPage'), 'UsersPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/api-keys',
    component: lazyRouteComponent(() => import('./ApiKeysPage'), 'ApiKeysPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/privacy',
    component: lazyRouteComponent(() => import('./privacy/PrivacyPage'), 'PrivacyPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/audit',
    component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    ...parent,
    path: 'settings/system',
    component: lazyRouteComponent(() => import('./SystemPage'), 'SystemPage'),
  }),
];
