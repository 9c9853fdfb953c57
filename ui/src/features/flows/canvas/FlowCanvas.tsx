import '@xyflow/react/dist/base.css';
import { Background, Controls, type EdgeTypes, type NodeTypes, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import canvas from '@/kit/canvas/Canvas.module.css';
import { useFlowActions, wayId } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import {
  entryId,
  type FlowCounts,
  type FlowDefinition,
  type FlowProblem,
  type FlowStep,
  stepOf,
} from '../model/flow.model';
import { cardSize, type Layout, layoutFlow } from '../model/layout.model';
import { listOf } from '../model/list.model';
import { entryWords, type Names, slotWords, stepWords } from '../model/words.model';
import css from './FlowCanvas.module.css';
import { StepNode, type StepNodeType } from './StepNode';
import { WayEdge, type WayEdgeType } from './WayEdge';

type Props = {
  flow: string;
  definition: FlowDefinition;
  counts: FlowCounts | undefined;
  problems: readonly FlowProblem[];
  selected: string | null;
  /** Steps and ways (`from:slot`) that one person went; the others fade. */
  path?: ReadonlySet<string> | undefined;
};
type Words = (key: string, values?: Record<string, unknown>) => string;

const nodeTypes: NodeTypes = { step: StepNode };
const edgeTypes: EdgeTypes = { way: WayEdge };

function nodesOf(props: Props, layout: Layout, t: Words, names: Names): StepNodeType[] {
  const { definition, counts, problems, selected, path } = props;
  const wrong = new Set(problems.map((problem) => problem.step));
  const places = new Map(layout.nodes.map((node) => [node.id, node]));
  const node = (id: string, step: FlowStep | undefined): StepNodeType => ({
    id,
    type: 'step',
    position: { x: places.get(id)?.x ?? 0, y: places.get(id)?.y ?? 0 },
    width: cardSize.width,
    height: cardSize.height,
    data: {
      id,
      type: step?.type ?? 'entry',
      title: step === undefined ? t('flows.type.entry') : (step.name ?? t(`flows.type.${step.type}`)),
      words: step === undefined ? entryWords(t, names, definition.entry) : stepWords(t, names, step),
      selected: selected === id,
      wrong: wrong.has(id),
      faded: path !== undefined && !path.has(id),
      counts: counts?.steps.find((one) => one.step === id),
    },
  });
  // In the order of the list, so that Tab goes the way people go.
  return [node(entryId, undefined), ...listOf(definition).map(({ step }) => node(step.id, step))];
}

function edgesOf({ definition, counts, path, selected }: Props, layout: Layout, t: Words): WayEdgeType[] {
  return layout.edges.map((edge) => {
    const step = stepOf(definition, edge.from);
    return {
      id: `${edge.from}:${edge.slot}`,
      source: edge.from,
      target: edge.to,
      type: 'way',
      data: {
        way: edge,
        chosen: selected === wayId(edge),
        went: path?.has(`${edge.from}:${edge.slot}`) ?? false,
        label: slotWords(t, step, edge.slot),
        from: step === undefined ? t('flows.type.entry') : (step.name ?? t(`flows.type.${step.type}`)),
        persons: counts?.edges.find((one) => one.from === edge.from && one.to === edge.to)?.persons,
      },
    };
  });
}

/** The flow from top to bottom. Its layout is computed, never drawn by hand. */
export function FlowCanvas(props: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { select } = useFlowActions();
  const { definition, counts, problems, selected, flow, path } = props;
  const layout = useMemo(() => layoutFlow(definition), [definition]);
  const nodes = useMemo(
    () => nodesOf({ definition, counts, problems, selected, flow, path }, layout, t, names),
    [definition, counts, problems, selected, flow, path, layout, t, names],
  );
  const edges = useMemo(
    () => edgesOf({ definition, counts, problems, selected, flow, path }, layout, t),
    [definition, counts, problems, selected, flow, path, layout, t],
  );
  return (
    <section className={`${canvas.canvas} ${css.canvas}`} aria-label={t('flows.canvas.label')}>
      <p hidden id="flow-keys">
        {t('flows.canvas.keys')}
      </p>
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          fitView
          fitViewOptions={{ padding: 0.12, maxZoom: 1, minZoom: 0.5 }}
          minZoom={0.15}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          panOnScroll
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          onPaneClick={() => select(null)}
        >
          <Background gap={24} size={1} color="var(--line-strong)" />
          <Controls showInteractive={false} position="bottom-left" />
        </ReactFlow>
      </ReactFlowProvider>
    </section>
  );
}
