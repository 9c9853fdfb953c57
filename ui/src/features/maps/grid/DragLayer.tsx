import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMapActions } from '../editor/useMapEditing';
import type { MapContent } from '../model/map.model';
import { CardGhost } from './Card';

export type DropHint = { key: string; index: number } | null;
type Props = { map: MapContent; children: (hint: DropHint) => ReactNode };

/** The height of the pointer on the screen; the drag library's own counts scrolling in. */
function usePointerTop() {
  const top = useRef(0);
  useEffect(() => {
    const note = (event: PointerEvent | TouchEvent) => {
      top.current = 'touches' in event ? (event.touches[0]?.clientY ?? top.current) : event.clientY;
    };
    window.addEventListener('pointermove', note, { passive: true });
    window.addEventListener('touchmove', note, { passive: true });
    return () => {
      window.removeEventListener('pointermove', note);
      window.removeEventListener('touchmove', note);
    };
  }, []);
  return top;
}

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
  const cell = useRef<HTMLElement | null>(null);
  const top = usePointerTop();
  const card = map.cards.find((candidate) => candidate.id === dragged);

  const over = ({ active, over }: Pick<DragMoveEvent, 'active' | 'over'>) => {
    const key = over === null ? null : String(over.id);
    if (key === null) return setHint(null);
    const target = window.document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`);
    cell.current = target;
    const index = target === null ? 0 : indexAt(target, top.current, String(active.id));
    // The line stands among all cards of the cell, the dragged one included.
    const own = map.cards.filter(({ stage, lane }) => `${lane}\u001f${stage}` === key);
    const place = own.findIndex(({ id }) => id === active.id);
    const shown = place >= 0 && index >= place ? index + 1 : index;
    setHint((before) => (before?.key === key && before.index === shown ? before : { key, index: shown }));
  };

  const end = ({ active, over }: Pick<DragMoveEvent, 'active' | 'over'>) => {
    const [lane, stage] = over === null ? [] : String(over.id).split('\u001f');
    if (lane !== undefined && stage !== undefined && cell.current) {
      const id = String(active.id);
      actions.drop(id, { stage, lane, index: indexAt(cell.current, top.current, id) });
    }
    setDragged(null);
    setHint(null);
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      autoScroll={{ threshold: { x: 0.08, y: 0.08 }, acceleration: 8 }}
      onDragStart={({ active }: DragStartEvent) => setDragged(String(active.id))}
      onDragMove={over}
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
