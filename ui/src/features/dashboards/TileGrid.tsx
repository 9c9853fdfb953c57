import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type CSSProperties, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import tiles from '@/kit/summary/Tiles.module.css';
import css from './Dashboard.module.css';
import {
  columns,
  type DashboardContent,
  gap,
  leastWidth,
  mostHeight,
  moveTile,
  resizeTile,
  rowHeight,
  type Tile,
} from './dashboard.model';
import { type TileActions, TileView, titleOf } from './TileView';

type Change = (change: (content: DashboardContent) => DashboardContent, key?: string) => void;
type Props = {
  content: DashboardContent;
  scope: Schemas['Scope'];
  every: number | false;
  /** Absent while the dashboard is only read. */
  change: Change | null;
  onEdit: (id: string) => void;
  onRemove: (id: string) => void;
};

/** The tiles in their order; they flow from left to right and wrap. */
export function TileGrid({ content, scope, every, change, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const place = (id: string) => content.tiles.findIndex((tile) => tile.id === id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && change) change((before) => moveTile(before, String(active.id), place(String(over.id))));
  };
  const actionsFor = (tile: Tile): TileActions | null =>
    change && {
      edit: () => onEdit(tile.id),
      remove: () => onRemove(tile.id),
      move: (steps) => {
        const target = place(tile.id) + steps;
        change((before) => moveTile(before, tile.id, target));
        const shown = Math.max(1, Math.min(target + 1, content.tiles.length));
        setSaid(t('dashboards.tile.moved', { title: titleOf(tile, t), place: shown, of: content.tiles.length }));
      },
      grow: (width, height) => {
        change((before) => resizeTile(before, tile.id, tile.width + width, tile.height + height), `size:${tile.id}`);
        setSaid(t('dashboards.tile.sized', { width: tile.width + width, height: tile.height + height }));
      },
    };
  const cellWidth = () => ((grid.current?.clientWidth ?? 1200) + gap) / columns;
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <div ref={grid} className={tiles.grid} data-arranging={change !== null || undefined}>
        {content.tiles.map((tile) => (
          <Place
            key={tile.id}
            tile={tile}
            cellWidth={cellWidth}
            resize={
              change &&
              ((width, height) => change((before) => resizeTile(before, tile.id, width, height), `size:${tile.id}`))
            }
          >
            {(handle, onResize) => (
              <TileView
                tile={tile}
                scope={scope}
                lastDay={scope.to}
                every={every}
                actions={actionsFor(tile)}
                handle={handle}
                onResize={onResize}
              />
            )}
          </Place>
        ))}
      </div>
      <div className={css.said} role="status">
        {said}
      </div>
    </DndContext>
  );
}

type PlaceProps = {
  tile: Tile;
  cellWidth: () => number;
  resize: ((width: number, height: number) => void) | null;
  children: (handle: Record<string, unknown>, onResize: (event: PointerEvent<HTMLElement>) => void) => React.ReactNode;
};

/** A tile's place in the grid: where it is dragged from, dropped on, and how large it is. */
function Place({ tile, cellWidth, resize, children }: PlaceProps) {
  const drag = useDraggable({ id: tile.id, disabled: resize === null });
  const dropped = useDroppable({ id: tile.id, disabled: resize === null });
  const style: CSSProperties = {
    ['--width' as string]: tile.width,
    ['--height' as string]: tile.height,
    ...(drag.transform
      ? { transform: `translate(${drag.transform.x}px, ${drag.transform.y}px)`, zIndex: 5, opacity: 0.85 }
      : {}),
  };
  const startResize = (event: PointerEvent<HTMLElement>) => {
    if (resize === null) return;
    event.preventDefault();
    const from = { x: event.clientX, y: event.clientY, width: tile.width, height: tile.height };
    const move = (now: globalThis.PointerEvent) => {
      const width = from.width + Math.round((now.clientX - from.x) / cellWidth());
      const height = from.height + Math.round((now.clientY - from.y) / (rowHeight + gap));
      resize(Math.max(leastWidth, Math.min(width, columns)), Math.max(1, Math.min(height, mostHeight)));
    };
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  };
  return (
    <div
      ref={(element) => {
        drag.setNodeRef(element);
        dropped.setNodeRef(element);
      }}
      className={tiles.place}
      style={style}
      data-over={(dropped.isOver && !drag.isDragging) || undefined}
    >
      {children({ ...drag.listeners, ref: drag.setActivatorNodeRef }, startResize)}
    </div>
  );
}
