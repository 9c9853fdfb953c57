import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { pathOf, type Route } from '../model/route.model';
import css from './Views.module.css';

export type RoutedEdgeType = Edge<{ route: Route; words: string; back: boolean }, 'routed'>;

/** A way that runs between the cards, with its words on a ground of their own. */
export function RoutedEdge({ id, data, markerEnd, style }: EdgeProps<RoutedEdgeType>) {
  if (data === undefined) return null;
  const { route, words } = data;
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(route.points)}
        {...(markerEnd ? { markerEnd } : {})}
        {...(style ? { style } : {})}
      />
      {words && (
        <EdgeLabelRenderer>
          <span
            className={`${css.way} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${route.label.x}px, ${route.label.y}px)` }}
          >
            {words}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
