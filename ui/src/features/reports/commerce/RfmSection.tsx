import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { type CommerceRequest, cellOf, heat, scores } from './commerce.model';
import css from './Rfm.module.css';
import { RfmTable } from './RfmTable';
import { useCommercePeople } from './useCommercePeople';
import { useRfmRanges } from './useRfmRanges';

type Props = { grid: Schemas['RfmGrid']; request: CommerceRequest };

/** Customers by how recently and how often they ordered: a grid of heat, and the named groups in it. */
export function RfmSection({ grid, request }: Props) {
  const { t } = useTranslation();
  if (grid.customers === 0) return null;
  return (
    <ChartOrTable
      title={t('commerce.rfm.title')}
      counted="rfm"
      drawable={false}
      chart={
        <>
          <p className={css.sentence}>{t('commerce.rfm.sentence')}</p>
          <div className={css.sides}>
            <Grid grid={grid} request={request} />
            <Segments grid={grid} request={request} />
          </div>
        </>
      }
      table={<RfmTable grid={grid} request={request} />}
    />
  );
}

function Grid({ grid, request }: Props) {
  const { t } = useTranslation();
  const largest = Math.max(...grid.cells.map((cell) => cell.persons));
  const { recency, frequency } = useRfmRanges(grid);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={t('commerce.rfm.title')}>
      <table className={css.grid}>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={5}>
              {t('commerce.rfm.frequency')} →
            </th>
          </tr>
          <tr>
            <th scope="col">{t('commerce.rfm.recency')}</th>
            {scores.map((score) => (
              <th key={score} scope="col">
                {frequency(score)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...scores].reverse().map((score) => (
            <tr key={score}>
              <th scope="row">{recency(score)}</th>
              {scores.map((often) => {
                const cell = cellOf(grid, score, often);
                return <td key={often}>{cell && <HeatCell cell={cell} largest={largest} request={request} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { cell: Schemas['RfmCell']; largest: number; request: CommerceRequest };

function HeatCell({ cell, largest, request }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const segment = t(`commerce.segment.${cell.segment}`);
  if (cell.persons === 0) return <span className={css.none}>·</span>;
  return (
    <button
      type="button"
      className={css.cell}
      style={{ ['--strength' as string]: heat(cell.persons, largest) }}
      title={t('commerce.rfm.cell', {
        segment,
        recency: cell.recency,
        frequency: cell.frequency,
        value: format.money(cell.value),
      })}
      onClick={() => openPeople(segment, { figure: 'rfm', recency: cell.recency, frequency: cell.frequency })}
    >
      <strong>{format.number(cell.persons)}</strong>
      <span>{segment}</span>
    </button>
  );
}

function Segments({ grid, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  return (
    <DataTable
      label={t('commerce.rfm.segments')}
      rows={grid.segments}
      rowKey={(row) => row.segment}
      columns={[
        {
          key: 'segment',
          header: t('commerce.rfm.segment'),
          text: true,
          cell: (row) => (
            <span title={t(`commerce.segmentText.${row.segment}`)}>{t(`commerce.segment.${row.segment}`)}</span>
          ),
        },
        {
          key: 'persons',
          header: t('commerce.figure.customers'),
          figure: true,
          cell: (row) => (
            <FigureButton
              onClick={() =>
                openPeople(t(`commerce.segment.${row.segment}`), { figure: 'rfmSegment', rfmSegment: row.segment })
              }
            >
              {format.number(row.persons)}
            </FigureButton>
          ),
        },
        {
          key: 'share',
          header: t('commerce.share'),
          figure: true,
          cell: (row) => format.percent(row.persons / grid.customers),
        },
        { key: 'value', header: t('commerce.value.sofar'), figure: true, cell: (row) => format.money(row.value) },
      ]}
    />
  );
}
