import type { Schemas } from '@/api/client';
import { escapeHtml, tooltip } from './options';
import type { ChartPalette } from './palette';

export type PathNode = Schemas['PathsResult']['nodes'][number];
export type PathEdge = Schemas['PathsResult']['edges'][number];

/** Room for the fullest step, so that labels do not run into each other. */
export function heightOf(nodes: readonly PathNode[]): number {
  const perStep = new Map<number, number>();
  for (const node of nodes) perStep.set(node.step, (perStep.get(node.step) ?? 0) + 1);
  return Math.max(280, Math.max(0, ...perStep.values()) * 52);
}

type Words = {
  count: (count: number) => string;
  duration: (seconds: number) => string;
  rest: string;
  ended: (count: number) => string;
};

export const labelOf = (node: PathNode, rest: string): string => (node.label === '…' ? rest : node.label);

/** On the drawing the property says enough (`/cart`); event and property stand in the tooltip and the table. */
const drawnLabel = (label: string) => label.split(' · ').at(-1) || label;

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export function sankeyOption(
  result: Pick<Schemas['PathsResult'], 'nodes' | 'edges'>,
  palette: ChartPalette,
  words: Words,
): Record<string, unknown> {
  const byId = new Map(result.nodes.map((node) => [node.id, node]));
  const firstStep = Math.min(...result.nodes.map((node) => node.step));
  const lastStep = Math.max(...result.nodes.map((node) => node.step));
  // The same page has the same colour in every step; the rest is grey.
  const labels = [...new Set(result.nodes.map((node) => node.label))];
  const colour = (label: string) =>
    label === '…'
      ? palette.strongLine
      : (palette.series[labels.indexOf(label) % (palette.series.length - 1)] ?? palette.accent);
  const name = (id: string) => {
    const node = byId.get(id);
    return node ? escapeHtml(labelOf(node, words.rest)) : '';
  };
  const hint = (item: { dataType?: string; data: PathNode & { source: string; target: string; edge: PathEdge } }) => {
    if (item.dataType !== 'edge') {
      const { id, count, ended } = item.data;
      return `<strong>${name(id)}</strong><br>${words.count(count)}<br>${words.ended(ended)}`;
    }
    const { edge } = item.data;
    return `${name(edge.from)} → ${name(edge.to)}<br><strong>${words.count(edge.count)}</strong><br>${words.duration(edge.medianSeconds)}`;
  };
  return {
    tooltip: tooltip(palette, { trigger: 'item', formatter: hint }),
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 150,
        top: 8,
        bottom: 8,
        nodeGap: 14,
        nodeWidth: 10,
        draggable: false,
        layoutIterations: 24,
        emphasis: { focus: 'adjacency' },
        label: {
          color: palette.ink,
          fontSize: 12,
          formatter: (item: { data: PathNode }) => short(drawnLabel(labelOf(item.data, words.rest)), 24),
        },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        data: result.nodes.map((node) => ({
          ...node,
          name: node.id,
          depth: Math.min(node.step, lastStep) - firstStep,
          itemStyle: { color: colour(node.label), borderWidth: 0 },
        })),
        links: result.edges.map((edge) => ({ source: edge.from, target: edge.to, value: edge.count, edge })),
      },
    ],
  };
}
