import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { StepCard, type StepCardProps } from './StepCard';

export type StepNodeType = Node<StepCardProps, 'step'>;

export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <StepCard {...data} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
