import { MiniMap, type Node } from '@xyflow/react';

type Props<N extends Node> = { label: string; color: string | ((node: N) => string) };

/** The whole drawing in a corner of the canvas, to see where one is and to go elsewhere. */
export function SmallMap<N extends Node>({ label, color }: Props<N>) {
  return (
    <MiniMap<N>
      position="bottom-right"
      pannable
      zoomable
      ariaLabel={label}
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--surface-sunken) 60%, transparent)"
      nodeColor={color}
      style={{ width: 132, height: 96 }}
    />
  );
}
