import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { pageWords } from '@/i18n';
import { rootRoute } from '@/kit/routing';

/** What somebody sees who has nothing but a link; it stands outside of the workspaces. */
export const shareRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: 'shared/$token',
    beforeLoad: () => pageWords(),
    component: lazyRouteComponent(() => import('./SharedPage'), 'SharedPage'),
  }),
];
