import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import type { CommerceRequest } from './commerce.model';
import { useCommercePeople } from './useCommercePeople';
import { useRfmRanges } from './useRfmRanges';

type Props = { grid: Schemas['RfmGrid']; request: CommerceRequest };
type Cell = Schemas['RfmCell'];

/** The grid's cells with somebody in them, one a row: the latest and most frequent buyers first. */
export function RfmTable({ grid, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const { recency, frequency } = useRfmRanges(grid);
  const rows = grid.cells
    .filter((cell) => cell.persons > 0)
    .sort((one, other) => other.recency - one.recency || other.frequency - one.frequency);
  const name = (cell: Cell) => t(`commerce.segment.${cell.segment}`);
  const columns: Column<Cell>[] = [
    { key: 'recency', header: t('commerce.rfm.recency'), cell: (cell) => recency(cell.recency) },
    { key: 'frequency', header: t('commerce.rfm.frequency'), figure: true, cell: (cell) => frequency(cell.frequency) },
    { key: 'segment', header: t('commerce.rfm.segment'), cell: name },
    {
      key: 'persons',
      header: t('commerce.figure.customers'),
      figure: true,
      cell: (cell) => (
        <FigureButton
          onClick={() => openPeople(name(cell), { figure: 'rfm', recency: cell.recency, frequency: cell.frequency })}
        >
          {format.number(cell.persons)}
        </FigureButton>
      ),
    },
    {
      key: 'share',
      header: t('commerce.share'),
      figure: true,
      cell: (cell) => format.percent(cell.persons / grid.customers),
    },
    { key: 'value', header: t('commerce.value.sofar'), figure: true, cell: (cell) => format.money(cell.value) },
  ];
  return (
    <DataTable
      label={t('commerce.rfm.title')}
      columns={columns}
      rows={rows}
      rowKey={(cell) => `${cell.recency} ${cell.frequency}`}
    />
  );
}
