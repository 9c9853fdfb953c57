import {
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  type EdgeTypes,
  Handle,
  type Node,
  type NodeProps,
  type NodeTypes,
  Position,
} from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import canvas from '../canvas/Canvas.module.css';
import { SmallMap } from '../canvas/SmallMap';
import { StillCanvas } from '../canvas/StillCanvas';
import { useFormat } from '../format';
import css from './Graph.module.css';
import {
  type Arrow,
  arrowsOf,
  type Curve,
  cardSize,
  curveOf,
  endId,
  layoutProcess,
  type ProcessResult,
  shortLabel,
  startId,
  thickness,
} from './process.model';

type Props = {
  result: ProcessResult;
  name: (label: string) => string;
  /** Absent where nobody may see the people. */
  openArrow?: ((arrow: Arrow) => void) | undefined;
  openActivity?: ((label: string) => void) | undefined;
  /** Fills a tile instead of a page. */
  tile?: boolean;
};
type Card = { label: string; title: string; words: string; share: number; open?: () => void };
type CardNode = Node<Card, 'activity'>;
type ArrowEdge = Edge<{ curve: Curve; width: number; label: string; title: string; open?: () => void }, 'arrow'>;

const nodeTypes: NodeTypes = { activity: memo(ActivityNode) };
const edgeTypes: EdgeTypes = { arrow: memo(ArrowLine) };

/** The map from top to bottom; thick arrows are taken by many. */
export function ProcessGraph({ result, name, openArrow, openActivity, tile = false }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const places = useMemo(() => layoutProcess(result), [result]);
  const nodes = useMemo<CardNode[]>(() => {
    const most = Math.max(1, ...result.activities.map((one) => one.persons));
    const byLabel = new Map(result.activities.map((one) => [one.label, one]));
    return places.map(({ id, x, y }) => {
      const activity = byLabel.get(id);
      return {
        id,
        type: 'activity',
        position: { x, y },
        width: cardSize.width,
        height: cardSize.height,
        data: {
          label: shortLabel(name(id)),
          title: name(id),
          words:
            activity === undefined
              ? ''
              : t('process.people', { count: activity.persons, shown: format.number(activity.persons) }),
          share: (activity?.persons ?? 0) / most,
          ...(activity === undefined || openActivity === undefined ? {} : { open: () => openActivity(id) }),
        },
      };
    });
  }, [places, result, name, format, t, openActivity]);
  const edges = useMemo<ArrowEdge[]>(() => {
    const at = new Map(places.map((place) => [place.id, place]));
    const arrows = arrowsOf(result);
    const most = Math.max(1, ...arrows.map((arrow) => arrow.count));
    return arrows.flatMap((arrow) => {
      const from = at.get(arrow.from);
      const to = at.get(arrow.to);
      if (from === undefined || to === undefined) return [];
      const times = format.compact(arrow.count);
      const label =
        arrow.medianSeconds === undefined ? times : `${times} · ${format.duration(arrow.medianSeconds * 1000)}`;
      return [
        {
          id: `${arrow.from}>${arrow.to}`,
          source: arrow.from,
          target: arrow.to,
          type: 'arrow' as const,
          data: {
            curve: curveOf(from, to),
            width: thickness(arrow.count, most),
            label,
            title: `${name(arrow.from)} → ${name(arrow.to)}: ${label}`,
            ...(openArrow === undefined ? {} : { open: () => openArrow(arrow) }),
          },
        },
      ];
    });
  }, [places, result, name, format, openArrow]);
  return (
    <section className={`${canvas.canvas} ${css.canvas} ${tile ? css.tile : ''}`} aria-label={t('process.chartLabel')}>
      <StillCanvas
        key={places.map((place) => place.id).join('|')}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitViewOptions={{ padding: 0.06, maxZoom: 1, minZoom: 0.3 }}
        preventScrolling={false}
        zoomOnScroll={false}
      >
        {!tile && <SmallMap label={t('process.minimap')} color="var(--accent)" />}
      </StillCanvas>
    </section>
  );
}

function ActivityNode({ id, data }: NodeProps<CardNode>) {
  const isEnd = id === startId || id === endId;
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {isEnd ? (
        <span className={css.terminal}>{data.label}</span>
      ) : (
        <button type="button" className={css.card} title={data.title} onClick={data.open} disabled={!data.open}>
          <span className={css.cardLabel}>{data.label}</span>
          <span className={css.cardWords}>{data.words}</span>
          <span className={css.cardBar} style={{ width: `${data.share * 100}%` }} aria-hidden />
        </button>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

function ArrowLine({ id, data }: EdgeProps<ArrowEdge>) {
  if (data === undefined) return null;
  const { curve, width, label, title, open } = data;
  const marker = `head-${id.replace(/[^\w]/g, '_')}`;
  return (
    <>
      <marker
        id={marker}
        viewBox="0 0 8 8"
        refX={6}
        refY={4}
        markerWidth={9}
        markerHeight={9}
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M 0 0 L 8 4 L 0 8 z" className={css.head} />
      </marker>
      <path className={css.line} d={curve.path} style={{ strokeWidth: width }} markerEnd={`url(#${marker})`} />
      <EdgeLabelRenderer>
        <button
          type="button"
          className={`${css.label} nodrag nopan`}
          title={title}
          aria-label={title}
          style={{ transform: `translate(-50%, -50%) translate(${curve.middle.x}px, ${curve.middle.y}px)` }}
          onClick={open}
          disabled={open === undefined}
        >
          {label}
        </button>
      </EdgeLabelRenderer>
    </>
  );
}
