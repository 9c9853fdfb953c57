import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { deltaOf } from '@/kit/delta.model';
import { DeltaSign } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ShareBar } from '../overview/ShareBar';
import { type Origin, rowsOf, type TableRow } from './acquisition.model';
import { useOriginName } from './useOriginName';

type Props = {
  result: Schemas['AcquisitionResult'];
  request: Schemas['AcquisitionRequest'];
  dimension: Origin;
};

export function AcquisitionTable({ result, request, dimension }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const name = useOriginName(dimension);
  const rows = rowsOf(result);
  const most = Math.max(1, ...rows.map((row) => row.figures.sessions));
  const rate = (share: Schemas['Rate']) => (
    <span title={`${format.percent(share.low)} – ${format.percent(share.high)}`}>{format.percent(share.value)}</span>
  );
  const change = (now: number, before: number | undefined) => {
    const delta = deltaOf(now, before);
    return delta && <DeltaSign delta={delta} />;
  };
  const visitors = (row: TableRow) => {
    const { value } = row;
    if (value === null) return format.number(row.figures.visitors);
    return (
      <FigureButton
        onClick={() => openPeople({ title: name(value), query: { kind: 'acquisition', acquisition: request, value } })}
      >
        {format.number(row.figures.visitors)}
      </FigureButton>
    );
  };
  const columns: Column<TableRow>[] = [
    {
      key: 'value',
      header: t(`origins.by.${dimension}`),
      cell: (row) => <ShareBar share={row.figures.sessions / most}>{name(row.value)}</ShareBar>,
    },
    { key: 'visitors', header: t('common.figure.visitors'), figure: true, cell: visitors },
    {
      key: 'sessions',
      header: t('common.figure.sessions'),
      figure: true,
      cell: (row) => (
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {change(row.figures.sessions, row.before?.sessions)}
          {format.number(row.figures.sessions)}
        </span>
      ),
    },
    {
      key: 'engaged',
      header: t('common.figure.engagedRate'),
      figure: true,
      cell: (row) => rate(row.figures.engagedRate),
    },
    { key: 'bounce', header: t('common.figure.bounceRate'), figure: true, cell: (row) => rate(row.figures.bounceRate) },
    {
      key: 'conversions',
      header: t('common.figure.conversions'),
      figure: true,
      cell: (row) => format.number(row.figures.conversions),
    },
    {
      key: 'rate',
      header: t('common.figure.conversionRate'),
      figure: true,
      cell: (row) => <ConversionRate rate={row.figures.conversionRate} />,
    },
    {
      key: 'revenue',
      header: t('common.figure.revenue'),
      figure: true,
      cell: (row) => (
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {change(row.figures.revenue, row.before?.revenue)}
          {format.money(row.figures.revenue)}
        </span>
      ),
    },
  ];
  const title = t('origins.title', { count: result.groups, shown: format.number(result.groups) });
  return (
    <Section title={title} counted="acquisition" flush>
      <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => row.value ?? ' rest'} maxHeight={560} />
    </Section>
  );
}

/** The share, and the interval it lies in with 95 % confidence. */
function ConversionRate({ rate }: { rate: Schemas['Rate'] }) {
  const format = useFormat();
  return (
    <span>
      {format.percent(rate.value)}{' '}
      <span style={{ color: 'var(--ink-soft)', fontSize: 12 }}>
        {format.percent(rate.low)} – {format.percent(rate.high)}
      </span>
    </span>
  );
}
