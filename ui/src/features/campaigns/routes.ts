import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const campaignRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/campaigns',
    component: lazyRouteComponent(() => import('./CampaignsPage'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/campaigns/$campaign',
    component: lazyRouteComponent(() => import('./CampaignPage'), 'CampaignPage'),
  }),
];
