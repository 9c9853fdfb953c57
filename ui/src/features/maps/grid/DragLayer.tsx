import {
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMapActions } from '../editor/useMapEditing';
import { cellKey } from '../model/grid.model';
import type { MapContent } from '../model/map.model';
import { CardGhost } from './Card';

export type DropHint = { key: string; index: number } | null;
type Props = { map: MapContent; children: (hint: DropHint) => ReactNode };

type Point = { x: number; y: number };

/** Where the pointer is on the screen, also when it moved after the last picture; the drag library's own counts scrolling in. */
function usePointer() {
  const point = useRef<Point>({ x: 0, y: 0 });
  useEffect(() => {
    const note = (event: MouseEvent | TouchEvent) => {
      const at = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (at !== undefined) point.current = { x: at.clientX, y: at.clientY };
    };
    const kinds = ['pointermove', 'mousemove', 'mouseup', 'touchmove', 'touchend'] as const;
    // Before the drag library hears of the end of the drag.
    for (const kind of kinds) window.addEventListener(kind, note, { passive: true, capture: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, note, { capture: true });
    };
  }, []);
  return point;
}

/** The cell under the pointer; what follows the pointer lies above it. */
const cellAt = ({ x, y }: Point) =>
  window.document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-cell]'))
    .find((cell) => cell !== null);

/** How many of the cell's other cards lie above the pointer. */
function indexAt(cell: HTMLElement, top: number, dragged: string): number {
  const others = [...cell.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => card.dataset.card !== dragged);
  return others.filter((card) => {
    const box = card.getBoundingClientRect();
    return box.top + box.height / 2 < top;
  }).length;
}

/** Dragging with mouse and touch. The keyboard moves cards by the grid's own keys, which say where a card goes. */
export function DragLayer({ map, children }: Props) {
  const actions = useMapActions();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const [dragged, setDragged] = useState<string | null>(null);
  const [hint, setHint] = useState<DropHint>(null);
  const pointer = usePointer();
  const card = map.cards.find((candidate) => candidate.id === dragged);

  const move = ({ active }: DragMoveEvent) => {
    const cell = cellAt(pointer.current);
    const key = cell?.dataset.cell;
    if (cell === undefined || key === undefined) return setHint(null);
    const index = indexAt(cell, pointer.current.y, String(active.id));
    // The line stands among all cards of the cell, the dragged one included.
    const own = map.cards.filter(({ stage, lane }) => cellKey(stage, lane) === key);
    const place = own.findIndex(({ id }) => id === active.id);
    const shown = place >= 0 && index >= place ? index + 1 : index;
    setHint((before) => (before?.key === key && before.index === shown ? before : { key, index: shown }));
  };

  const end = ({ active }: DragEndEvent) => {
    const cell = cellAt(pointer.current);
    const [lane, stage] = cell?.dataset.cell?.split('\u001f') ?? [];
    if (cell !== undefined && lane !== undefined && stage !== undefined) {
      const id = String(active.id);
      actions.drop(id, { stage, lane, index: indexAt(cell, pointer.current.y, id) });
    }
    setDragged(null);
    setHint(null);
  };

  return (
    <DndContext
      sensors={sensors}
      autoScroll={{ threshold: { x: 0.08, y: 0.08 }, acceleration: 8 }}
      onDragStart={({ active }: DragStartEvent) => setDragged(String(active.id))}
      onDragMove={move}
      onDragEnd={end}
      onDragCancel={() => {
        setDragged(null);
        setHint(null);
      }}
    >
      {children(hint)}
      <DragOverlay dropAnimation={null}>{card ? <CardGhost card={card} /> : null}</DragOverlay>
    </DndContext>
  );
}
