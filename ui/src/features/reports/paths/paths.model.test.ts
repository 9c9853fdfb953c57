import { describe, expect, it } from 'vitest';
import { heightOf, sankeyOption } from '@/kit/chart/sankey.model';
import { initialPaths, requestOf } from './paths.model';

const node = (id: string, step: number, label: string) => ({ id, step, label, count: 10, persons: 8, ended: 1 });
const palette = {
  ink: '#000',
  soft: '#666',
  line: '#ddd',
  strongLine: '#ccc',
  surface: '#fff',
  accent: '#0a0',
  highlight: '#fa0',
  series: ['#1', '#2', '#3', '#4', '#5', '#6'],
};
const words = {
  count: (n: number) => `${n}`,
  duration: (s: number) => `${s} s`,
  rest: 'others',
  ended: (n: number) => `${n}`,
};

describe('paths', () => {
  it('should leave out what is blank', () => {
    const request = requestOf({ ...initialPaths, start: { event: '' }, label: '' });
    expect(request).toEqual({ steps: 5, per: 'session', collapseRepeats: true, nodesPerStep: 7 });
  });

  it('should give the fullest step room', () => {
    const many = Array.from({ length: 10 }, (_, n) => node(`n${n}`, 1, `p${n}`));
    expect(heightOf(many)).toBe(520);
    expect(heightOf([])).toBe(280);
  });

  it('should colour the same label the same and never trust it as markup', () => {
    const result = {
      journeys: 10,
      nodes: [node('a', 1, '/<b>'), node('b', 2, '/<b>'), node('c', 2, '…')],
      edges: [{ from: 'a', to: 'b', count: 4, persons: 4, medianSeconds: 9 }],
    };
    const [series] = (
      sankeyOption(result, palette, words) as { series: { data: { itemStyle: { color: string }; depth: number }[] }[] }
    ).series;
    expect(series?.data.map((d) => d.itemStyle.color)).toEqual(['#1', '#1', '#ccc']);
    expect(series?.data.map((d) => d.depth)).toEqual([0, 1, 1]);
    const { formatter } = (
      sankeyOption(result, palette, words) as { tooltip: { formatter: (item: unknown) => string } }
    ).tooltip;
    expect(formatter({ dataType: 'node', data: result.nodes[0] })).not.toContain('<b>');
  });
});
