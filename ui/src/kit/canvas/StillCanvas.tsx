import '@xyflow/react/dist/base.css';
import {
  Background,
  Controls,
  type Edge,
  type Node,
  ReactFlow,
  type ReactFlowProps,
  ReactFlowProvider,
} from '@xyflow/react';

/** A drawing to look around in: it lays itself out, so nothing in it is dragged, connected or deleted. */
export function StillCanvas<N extends Node, E extends Edge>({ children, ...drawing }: ReactFlowProps<N, E>) {
  return (
    <ReactFlowProvider>
      <ReactFlow
        fitView
        minZoom={0.15}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        {...drawing}
      >
        <Background gap={24} size={1} color="var(--line-strong)" />
        <Controls showInteractive={false} position="bottom-left" />
        {children}
      </ReactFlow>
    </ReactFlowProvider>
  );
}
