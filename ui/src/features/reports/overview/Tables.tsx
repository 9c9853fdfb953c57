import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { channelName } from '@/kit/channels';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ShareBar } from './ShareBar';

type Props = { result: Schemas['OverviewResult']; request: Schemas['OverviewRequest'] };
type Row = Schemas['ChannelRow'];

export function ChannelTable({ result, request, dimension }: Props & { dimension: 'channel' | 'device' }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const rows = dimension === 'channel' ? result.channels : result.devices;
  const most = Math.max(1, ...rows.map((row) => row.visitors));
  const name = (row: Row) =>
    dimension === 'channel' ? channelName(row.name, t, i18n.exists) : row.name || t('reports.overview.unknown');
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t(`reports.overview.${dimension}`),
      cell: (row) => <ShareBar share={row.visitors / most}>{name(row)}</ShareBar>,
    },
    {
      key: 'visitors',
      header: t('common.figure.visitors'),
      figure: true,
      cell: (row) => (
        <FigureButton
          onClick={() =>
            openPeople({ title: name(row), query: { kind: 'overview', overview: request, dimension, value: row.name } })
          }
        >
          {format.number(row.visitors)}
        </FigureButton>
      ),
    },
    { key: 'sessions', header: t('common.figure.sessions'), figure: true, cell: (row) => format.number(row.sessions) },
    {
      key: 'bounce',
      header: t('common.figure.bounceRate'),
      figure: true,
      cell: (row) => format.percent(row.bounceRate.value),
    },
    {
      key: 'rate',
      header: t('common.figure.conversionRate'),
      figure: true,
      cell: (row) => (
        <span title={`${format.percent(row.conversionRate.low)} – ${format.percent(row.conversionRate.high)}`}>
          {format.percent(row.conversionRate.value)}
        </span>
      ),
    },
    { key: 'revenue', header: t('common.figure.revenue'), figure: true, cell: (row) => format.money(row.revenue) },
  ];
  const title = t(`reports.overview.${dimension}s`);
  return (
    <Section title={title} flush {...(dimension === 'channel' ? { counted: 'channels' } : {})}>
      <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => row.name} maxHeight={420} />
    </Section>
  );
}

export function PageTable({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const most = Math.max(1, ...result.pages.map((row) => row.views));
  const columns: Column<Schemas['PageRow']>[] = [
    {
      key: 'path',
      header: t('reports.overview.page'),
      cell: (row) => <ShareBar share={row.views / most}>{row.path}</ShareBar>,
    },
    { key: 'views', header: t('common.figure.pageViews'), figure: true, cell: (row) => format.number(row.views) },
    {
      key: 'visitors',
      header: t('common.figure.visitors'),
      figure: true,
      cell: (row) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: row.path,
              query: { kind: 'overview', overview: request, dimension: 'page', value: row.path },
            })
          }
        >
          {format.number(row.visitors)}
        </FigureButton>
      ),
    },
    {
      key: 'time',
      header: t('reports.overview.time'),
      figure: true,
      cell: (row) => (row.averageSeconds > 0 ? format.duration(row.averageSeconds * 1000) : '–'),
    },
    { key: 'entries', header: t('reports.overview.entries'), figure: true, cell: (row) => format.number(row.entries) },
    { key: 'exits', header: t('reports.overview.exits'), figure: true, cell: (row) => format.number(row.exits) },
  ];
  return (
    <Section title={t('common.figure.pages')} counted="pages" flush>
      <DataTable
        label={t('common.figure.pages')}
        columns={columns}
        rows={result.pages}
        rowKey={(row) => row.path}
        maxHeight={420}
      />
    </Section>
  );
}
