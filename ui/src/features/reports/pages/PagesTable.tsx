import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { deltaOf } from '@/kit/delta.model';
import { DeltaSign } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ShareBar } from '../overview/ShareBar';
import { isAscending, type PagesDefinition, type PagesRow, type PagesSort, sortedBy } from './pages.model';

type Props = {
  result: Schemas['PagesResult'];
  request: Schemas['PagesRequest'];
  value: PagesDefinition;
  change: (change: Partial<PagesDefinition>) => void;
};

export function PagesTable({ result, request, value, change }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const most = Math.max(1, ...result.rows.map((row) => row.views));
  const rate = (share: Schemas['Rate'], of: number) =>
    of === 0 ? (
      '–'
    ) : (
      <span title={`${format.percent(share.low)} – ${format.percent(share.high)}`}>{format.percent(share.value)}</span>
    );
  const columns: Column<PagesRow>[] = [
    {
      key: 'path',
      header: t('reports.overview.page'),
      sortable: true,
      cell: (row) => <ShareBar share={row.views / most}>{row.path || t('reports.overview.unknown')}</ShareBar>,
    },
    {
      key: 'views',
      header: t('common.figure.pageViews'),
      figure: true,
      sortable: true,
      cell: (row) => <Views row={row} />,
    },
    {
      key: 'visitors',
      header: t('common.figure.visitors'),
      figure: true,
      sortable: true,
      cell: (row) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: row.path || t('reports.overview.unknown'),
              query: { kind: 'pages', pages: request, value: row.path },
            })
          }
        >
          {format.number(row.visitors)}
        </FigureButton>
      ),
    },
    {
      key: 'entries',
      header: t('reports.overview.entries'),
      figure: true,
      sortable: true,
      cell: (row) => format.number(row.entries),
    },
    {
      key: 'bounceRate',
      header: t('common.figure.bounceRate'),
      figure: true,
      sortable: true,
      cell: (row) => rate(row.bounceRate, row.entries),
    },
    {
      key: 'exits',
      header: t('reports.overview.exits'),
      figure: true,
      sortable: true,
      cell: (row) => format.number(row.exits),
    },
    {
      key: 'exitRate',
      header: t('origins.pages.exitRate'),
      figure: true,
      sortable: true,
      cell: (row) => rate(row.exitRate, row.views),
    },
    {
      key: 'time',
      header: t('reports.overview.time'),
      figure: true,
      sortable: true,
      cell: (row) => (row.averageSeconds === undefined ? '–' : format.duration(row.averageSeconds * 1000)),
    },
  ];
  return (
    <DataTable
      label={t('common.report.pages')}
      columns={columns}
      rows={result.rows}
      rowKey={(row) => row.path}
      maxHeight={640}
      sort={{
        key: value.sort ?? 'views',
        ascending: isAscending(value),
        onSort: (key) => change(sortedBy(value, key as PagesSort)),
      }}
    />
  );
}

function Views({ row }: { row: PagesRow }) {
  const format = useFormat();
  const delta = deltaOf(row.views, row.viewsBefore, null);
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      {delta && <DeltaSign delta={delta} />}
      {format.number(row.views)}
    </span>
  );
}
