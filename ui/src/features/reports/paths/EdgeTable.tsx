import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { labelOf, type PathEdge } from '@/kit/chart/sankey.model';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';

type Props = { result: Schemas['PathsResult']; onOpen: (edge: PathEdge) => void };

export function EdgeTable({ result, onOpen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const nodes = new Map(result.nodes.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = nodes.get(id);
    return node ? labelOf(node, t('reports.paths.rest')) : id;
  };
  return (
    <DataTable
      label={t('common.report.paths')}
      rows={result.edges}
      rowKey={(edge) => `${edge.from}>${edge.to}`}
      columns={[
        {
          key: 'step',
          header: t('reports.paths.step'),
          cell: (edge) => format.number(nodes.get(edge.from)?.step ?? 0),
        },
        { key: 'from', header: t('common.filter.from'), cell: (edge) => name(edge.from) },
        { key: 'to', header: t('common.filter.to'), cell: (edge) => name(edge.to) },
        { key: 'count', header: t('reports.paths.times'), figure: true, cell: (edge) => format.number(edge.count) },
        {
          key: 'persons',
          header: t('common.nav.people'),
          figure: true,
          cell: (edge) => <FigureButton onClick={() => onOpen(edge)}>{format.number(edge.persons)}</FigureButton>,
        },
        {
          key: 'time',
          header: t('reports.paths.medianHeader'),
          figure: true,
          cell: (edge) => format.duration(edge.medianSeconds * 1000),
        },
      ]}
    />
  );
}
