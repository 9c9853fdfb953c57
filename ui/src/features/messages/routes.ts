import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workspaceRoute } from '@/kit/routing';

export const messageRoutes = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages',
    component: lazyRouteComponent(() => import('./MessagesPage'), 'MessagesPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/email',
    component: lazyRouteComponent(() => import('./email/EmailPage'), 'EmailPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/push',
    component: lazyRouteComponent(() => import('./push/PushPage'), 'PushPage'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'messages/sms',
    component: lazyRouteComponent(() => import('./sms/SmsPage'), 'SmsPage'),
  }),
];
