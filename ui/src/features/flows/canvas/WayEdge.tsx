import { useDroppable } from '@dnd-kit/core';
import { IconPlus } from '@tabler/icons-react';
import { type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import { useFlowActions, wayId } from '../builder/useFlowEditing';
import type { Outlet } from '../model/flow.model';
import { edgePath, type LaidEdge } from '../model/layout.model';
import css from './FlowCanvas.module.css';

type Data = { way: LaidEdge; label: string; from: string; persons: number; went: boolean; chosen: boolean };
export type WayEdgeType = Edge<Data, 'way'>;

/** A way between two steps, with its name, how many took it, and the plus sign. */
export const WayEdge = memo(function WayEdge({ data }: EdgeProps<WayEdgeType>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { select } = useFlowActions();
  const may = useMay('edit');
  if (data === undefined) return null;
  const { way, label, from, persons, went, chosen } = data;
  const name =
    label === '' ? t('flows.canvas.add', { step: from }) : t('flows.canvas.addWay', { step: from, way: label });
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard the menu of the plus sign chooses the way */}
      <path className={`${css.hit} nopan`} d={edgePath(way)} onClick={() => select(wayId(way))} />
      <path
        className={css.line}
        data-selected={chosen || undefined}
        d={edgePath(way)}
        data-used={persons > 0 || undefined}
        data-went={went || undefined}
      />
      <EdgeLabelRenderer>
        <div
          className={`${css.middle} nodrag nopan`}
          style={{ transform: `translate(-50%, -50%) translate(${way.middle.x}px, ${way.middle.y}px)` }}
        >
          {label !== '' && <span className={css.label}>{label}</span>}
          {may && <Plus outlet={{ from: way.from, slot: way.slot }} name={name} />}
          {persons > 0 && (
            <span
              className={css.persons}
              title={t('flows.canvas.way', { count: persons, shown: format.number(persons) })}
            >
              {format.compact(persons)}
            </span>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});

function Plus({ outlet, name }: { outlet: Outlet; name: string }) {
  const { startAdding } = useFlowActions();
  const { setNodeRef, isOver, active } = useDroppable({ id: wayId(outlet), data: outlet });
  return (
    <button
      type="button"
      ref={setNodeRef}
      className={css.plus}
      data-open={active !== null || undefined}
      data-over={isOver || undefined}
      aria-label={name}
      onClick={(event) => startAdding(outlet, event.currentTarget)}
    >
      <IconPlus size={14} aria-hidden />
    </button>
  );
}
