import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartClick } from '../chart/Chart';
import { useChartPalette } from '../chart/palette';
import { labelOf, type PathEdge, type PathNode, sankeyOption } from '../chart/sankey.model';
import { useFormat } from '../format';
import css from './Summary.module.css';
import type { OpenPart } from './SummaryView';
import { pathsOf, type Summary, type SummaryTable } from './summary.model';

type Props = { summary: Summary; table: SummaryTable; people?: OpenPart };

/** The ways people take, step by step. */
export function SankeyOfTable({ summary, table, people }: Props) {
  const { t } = useTranslation();
  const { ref, height } = useElementSize();
  const format = useFormat();
  const palette = useChartPalette();
  const paths = useMemo(() => pathsOf(summary), [summary]);
  const option = useMemo(
    () =>
      sankeyOption(paths, palette, {
        count: (count) => t('reports.paths.count', { count, shown: format.number(count) }),
        duration: (seconds) => t('reports.paths.median', { time: format.duration(seconds * 1000) }),
        ended: (count) => t('reports.paths.ended', { count, shown: format.number(count) }),
        rest: t('reports.paths.rest'),
      }),
    [paths, palette, format, t],
  );
  const click = useCallback(
    ({ dataType, data }: ChartClick) => {
      const edge = dataType === 'edge' ? (data as { edge: PathEdge }).edge : null;
      const at = (id: string) => paths.nodes.find((node) => node.id === id);
      const from = edge ? at(edge.from) : (data as PathNode);
      const to = edge ? at(edge.to) : undefined;
      if (from === undefined) return;
      const rest = t('reports.paths.rest');
      const title = [from, ...(to ? [to] : [])].map((node) => labelOf(node, rest)).join(' → ');
      people?.({ of: 'way', step: from.step, from: from.label, ...(to ? { to: to.label } : {}) }, title)?.();
    },
    [paths, people, t],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={ref} className={css.across} tabIndex={0} aria-label={table.name}>
      <div className={css.wide}>
        {height > 0 && (
          <Chart option={option} height={height} label={table.name} {...(people ? { onClick: click } : {})} />
        )}
      </div>
    </section>
  );
}
