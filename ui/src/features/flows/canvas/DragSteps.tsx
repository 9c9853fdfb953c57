import {
  type CollisionDetection,
  DndContext,
  DragOverlay,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepIcons } from '../builder/stepIcons';
import { type Held, useFlowActions } from '../builder/useFlowEditing';
import { type FlowDefinition, type Outlet, stepOf } from '../model/flow.model';
import css from './FlowCanvas.module.css';

/** How near to a plus sign, in pixels, a step must be let go. */
const reach = 56;

/** The plus sign nearest to the pointer; looked at as it stands now, for the canvas may be moved meanwhile. */
const nearest: CollisionDetection = ({ droppableContainers, pointerCoordinates }) => {
  if (pointerCoordinates === null) return [];
  const { x, y } = pointerCoordinates;
  const near = droppableContainers.flatMap(({ id, node }) => {
    const box = node.current?.getBoundingClientRect();
    if (box === undefined) return [];
    const distance = Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
    return distance <= reach ? [{ id, distance }] : [];
  });
  near.sort((one, other) => one.distance - other.distance);
  return near.slice(0, 1).map(({ id }) => ({ id }));
};

/** Steps are dragged onto the plus signs of ways. The keyboard takes them up and presses a plus sign instead. */
export function DragSteps({ definition, children }: { definition: FlowDefinition; children: ReactNode }) {
  const { place } = useFlowActions();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const [dragged, setDragged] = useState<Held | null>(null);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearest}
      autoScroll={false}
      onDragStart={({ active }) => setDragged(active.data.current as Held)}
      onDragEnd={({ active, over }) => {
        setDragged(null);
        if (over !== null) place(active.data.current as Held, over.data.current as Outlet);
      }}
      onDragCancel={() => setDragged(null)}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged === null ? null : <Ghost held={dragged} definition={definition} />}
      </DragOverlay>
    </DndContext>
  );
}

function Ghost({ held, definition }: { held: Held; definition: FlowDefinition }) {
  const { t } = useTranslation();
  const step = 'step' in held ? stepOf(definition, held.step) : undefined;
  const type = 'type' in held ? held.type : (step?.type ?? 'wait');
  const Icon = stepIcons[type];
  return (
    <span className={css.ghost}>
      <Icon size={16} stroke={1.7} aria-hidden />
      {step?.name ?? t(`flows.type.${type}`)}
    </span>
  );
}
