import type { EdgeTypes, NodeTypes } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import canvas from '@/kit/canvas/Canvas.module.css';
import { SmallMap } from '@/kit/canvas/SmallMap';
import { StillCanvas } from '@/kit/canvas/StillCanvas';
import { useMay } from '@/kit/may';
import { type Held, useFlowActions, wayId } from '../builder/useFlowEditing';
import { useNames } from '../builder/useNames';
import { personsOn } from '../model/edges.model';
import {
  entryId,
  type FlowCounts,
  type FlowDefinition,
  type FlowProblem,
  type FlowStep,
  groupOf,
  stepOf,
} from '../model/flow.model';
import { cardSize, type Layout, layoutFlow } from '../model/layout.model';
import { listOf } from '../model/list.model';
import { entryWords, type Names, slotWords, stepWords } from '../model/words.model';
import { DragSteps } from './DragSteps';
import css from './FlowCanvas.module.css';
import { Palette } from './Palette';
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
  /** What waits for a plus sign to be chosen. */
  held?: Held | null;
  /** Room for a small map. */
  wide?: boolean;
};
type Words = (key: string, values?: Record<string, unknown>) => string;

const nodeTypes: NodeTypes = { step: StepNode };
const edgeTypes: EdgeTypes = { way: WayEdge };

/** The colours of the cards' icons. */
const tones = {
  say: 'var(--stage-purchase-ink)',
  wait: 'var(--stage-consideration-ink)',
  decide: 'var(--stage-awareness-ink)',
  act: 'var(--stage-retention-ink)',
};
function toneOf({ data }: StepNodeType): string {
  if (data.selected || data.type === 'entry') return 'var(--accent)';
  return data.type === 'exit' ? 'var(--ink-soft)' : tones[groupOf(data.type)];
}

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
        persons: personsOn(counts, definition, edge),
      },
    };
  });
}

/** So far down, in units of the layout, a flow is in sight at first. */
const firstSight = 700;

/** The flow from top to bottom. Its layout is computed, never drawn by hand. */
export function FlowCanvas(props: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { select } = useFlowActions();
  const may = useMay('edit');
  const { definition, counts, problems, selected, flow, path, held = null, wide = false } = props;
  const layout = useMemo(() => layoutFlow(definition), [definition]);
  const nodes = useMemo(
    () => nodesOf({ definition, counts, problems, selected, flow, path }, layout, t, names),
    [definition, counts, problems, selected, flow, path, layout, t, names],
  );
  const edges = useMemo(
    () => edgesOf({ definition, counts, problems, selected, flow, path }, layout, t),
    [definition, counts, problems, selected, flow, path, layout, t],
  );
  // A flow is read from its entry; one that is too tall goes on below.
  const top = useMemo(() => nodes.filter(({ position }) => position.y < firstSight), [nodes]);
  return (
    <DragSteps definition={definition}>
      {may && <Palette held={held} />}
      <section
        className={`${canvas.canvas} ${css.canvas}`}
        data-placing={held ? true : undefined}
        aria-label={t('flows.canvas.label')}
      >
        <p hidden id="flow-keys">
          {t('flows.canvas.keys')}
        </p>
        <StillCanvas
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          fitViewOptions={{ nodes: top, padding: 0.12, maxZoom: 1, minZoom: 0.5 }}
          panOnScroll
          onPaneClick={() => select(null)}
        >
          {wide && <SmallMap<StepNodeType> label={t('flows.canvas.minimap')} color={toneOf} />}
        </StillCanvas>
      </section>
    </DragSteps>
  );
}
