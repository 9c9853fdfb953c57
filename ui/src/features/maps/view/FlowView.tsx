import '@xyflow/react/dist/style.css';
import { Text, useComputedColorScheme } from '@mantine/core';
import {
  Background,
  type Connection,
  Controls,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import { useMay } from '@/kit/may';
import hues from '../hues.module.css';
import { editCard } from '../model/map.model';
import { grid, routesOf } from '../model/route.model';
import { flowOf, type MapTimes, type Step } from '../model/times.model';
import { CardPicture } from './CardPicture';
import { RoutedEdge, type RoutedEdgeType } from './RoutedEdge';
import { useMapTimes } from './useMapTimes';
import type { ViewProps } from './View';
import css from './Views.module.css';

type StepNode = Node<{ title: string; image: string | undefined; hue: string; stage: string }, 'step'>;

const nodeTypes = { step: StepBox };
const edgeTypes = { routed: RoutedEdge };
/** Ways of the first and the last column run outside of them. */
const beside = { padding: '96px' } as const;

function StepBox({ data }: NodeProps<StepNode>) {
  return (
    <div className={`${css.step} ${hues.hue}`} data-hue={data.hue}>
      <Handle type="target" position={Position.Left} />
      {data.image && <CardPicture id={data.image} className={css.small} />}
      <span className={css.stepWords}>
        <span className={css.facts}>{data.stage}</span>
        <span className={css.stepTitle} title={data.title}>
          {data.title}
        </span>
      </span>
      <Handle type="source" position={Position.Right} />
    </div>
  );
}

/** Steps and the ways between them: branches, loops, and how many people take each. */
export function FlowView({ id, content, scope, model, open, document }: ViewProps) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const scheme = useComputedColorScheme('light');
  const times = useMapTimes(id, scope, model).data;
  const { steps, ways } = useMemo(() => flowOf(content), [content]);
  const label = useWayLabel(times);
  const routes = useMemo(
    () =>
      routesOf(
        steps.map(({ card, column, row }) => ({ id: card.id, column, row })),
        ways,
      ),
    [steps, ways],
  );
  const nodes = steps.map((step) => nodeOf(step, content.stages[step.column]));
  const edges = ways.flatMap((way, place): RoutedEdgeType[] => {
    const route = routes[place];
    if (route === undefined) return [];
    const words = [way.label, label(way.from, way.to)].filter(Boolean).join(' · ');
    const colour = way.back ? 'var(--highlight)' : 'var(--ink-soft)';
    return [
      {
        id: `${way.from} ${way.to}`,
        source: way.from,
        target: way.to,
        type: 'routed',
        data: { route, words, back: way.back },
        markerEnd: { type: MarkerType.ArrowClosed, color: colour },
        style: { stroke: colour, strokeWidth: 1.5, ...(way.drawn ? {} : { strokeDasharray: '5 4' }) },
      },
    ];
  });
  const connect = ({ source, target }: Connection) => {
    const card = content.cards.find((one) => one.id === source);
    if (!card || source === target || card.next?.some((way) => way.card === target)) return;
    document.change((map) => editCard(map, card.id, { next: [...(card.next ?? []), { card: target }] }));
  };
  return (
    <section aria-label={t('mapviews.flow.title')}>
      <Text size="sm" c="dimmed" mb={8}>
        {t('mapviews.flow.explain')}
      </Text>
      <div className={css.canvas}>
        <ReactFlow
          colorMode={scheme}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={may}
          deleteKeyCode={null}
          fitView
          fitViewOptions={beside}
          minZoom={0.2}
          onNodeClick={(_, node) => open(node.id)}
          onConnect={connect}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </section>
  );
}

function nodeOf({ card, column, row }: Step, stage: { name: string; hue: string } | undefined): StepNode {
  return {
    id: card.id,
    type: 'step',
    position: { x: column * grid.column, y: row * grid.row },
    data: { title: card.title, image: card.image, hue: stage?.hue ?? 'neutral', stage: stage?.name ?? '' },
    ariaLabel: card.title,
  };
}

function useWayLabel(times: MapTimes | undefined) {
  const { t } = useTranslation();
  const format = useFormat();
  return (from: string, to: string) => {
    const way = times?.ways.find((one) => one.from === from && one.to === to);
    if (way === undefined || way.persons === 0) return '';
    const persons = t('maps.live.persons', { count: way.persons, shown: format.number(way.persons) });
    return way.medianSeconds === undefined ? persons : `${persons}, ${format.duration(way.medianSeconds * 1000)}`;
  };
}
