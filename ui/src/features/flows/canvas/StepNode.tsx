import { useDraggable } from '@dnd-kit/core';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useMay } from '@/kit/may';
import type { Held } from '../builder/useFlowEditing';
import css from './FlowCanvas.module.css';
import { StepCard, type StepCardProps } from './StepCard';

export type StepNodeType = Node<StepCardProps, 'step'>;

export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  const may = useMay('edit');
  const { setNodeRef, listeners, isDragging } = useDraggable({
    id: data.id,
    data: { step: data.id } satisfies Held,
    disabled: !may || data.type === 'entry' || data.type === 'exit',
  });
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <div ref={setNodeRef} {...listeners} className={css.grip} data-dragged={isDragging || undefined}>
        <StepCard {...data} />
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
