import { lazy, Suspense } from 'react';
import { LoadingState } from '@/kit/states';
import type { MapView, ViewProps } from './View';

const views = {
  timeline: lazy(() => import('./TimelineView').then((module) => ({ default: module.TimelineView }))),
  flow: lazy(() => import('./FlowView').then((module) => ({ default: module.FlowView }))),
  blueprint: lazy(() => import('./BlueprintView').then((module) => ({ default: module.BlueprintView }))),
};

/** The same map in another shape; loaded when it is looked at. */
export function OtherView({ view, ...props }: ViewProps & { view: Exclude<MapView, 'grid'> }) {
  const View = views[view];
  return (
    <Suspense fallback={<LoadingState rows={6} height={64} />}>
      <View {...props} />
    </Suspense>
  );
}
