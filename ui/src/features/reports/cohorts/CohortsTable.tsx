import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { channelName } from '@/kit/channels';
import css from '@/kit/chart/Heat.module.css';
import { heat } from '@/kit/chart/heat.model';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { spanLabel } from '../retention/brackets.model';
import { type CohortRow, largestRate } from './cohorts.model';

type Props = { result: Schemas['CohortsResult']; request: Schemas['RetentionRequest'] };

export function CohortsTable({ result, request }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const largest = largestRate(result);
  const isChannel = request.breakdown?.kind === 'event' && request.breakdown.name === 'channel';
  const name = (value: string) => {
    if (value === '') return t('reports.overview.unknown');
    return isChannel ? channelName(value, t, i18n.exists) : value;
  };
  const line = (row: CohortRow, label: string, people: boolean) => (
    <tr key={label} className={row === result.total ? css.average : undefined}>
      <th scope="row">{label}</th>
      <td className={css.size}>{format.number(row.size)}</td>
      {result.spans.map((span, period) => {
        const cell = row.cells.find((candidate) => candidate.period === period);
        return (
          <td key={spanLabel(span)}>
            {cell && (
              <HeatCell
                cell={cell}
                request={request}
                largest={largest}
                {...(people ? { value: row.value, label } : {})}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('common.report.cohorts')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{request.breakdown?.name}</th>
              <th scope="col">{t('common.nav.people')}</th>
              {result.spans.map((span) => (
                <th key={spanLabel(span)} scope="col">
                  {span.last === 0 ? t('reports.retention.startColumn') : `+${spanLabel(span)}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {line(result.total, t('cohorts.everyone'), false)}
            {result.rows.map((row) => line(row, name(row.value), true))}
            {result.rest && line(result.rest, t('origins.rest'), false)}
          </tbody>
        </table>
      </section>
      <p className={css.note}>{t('cohorts.note')}</p>
    </>
  );
}

type CellProps = {
  cell: CohortRow['cells'][number];
  request: Schemas['RetentionRequest'];
  largest: number;
  /** Of the row; rows without one have no people of their own. */
  value?: string;
  label?: string;
};

function HeatCell({ cell, request, largest, value, label }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const said = t('cohorts.cell', {
    returned: format.number(cell.returned),
    started: format.number(cell.started),
    low: format.percent(cell.rate.low),
    high: format.percent(cell.rate.high),
  });
  if (value === undefined) return <span title={said}>{format.percent(cell.rate.value)}</span>;
  return (
    <button
      type="button"
      className={css.cell}
      style={{ ['--strength' as string]: heat(cell.rate.value, largest) }}
      title={said}
      onClick={() =>
        openPeople({
          title: `${label}: ${t('cohorts.back')}`,
          query: { kind: 'cohorts', retention: request, value, period: cell.period, outcome: 'converted' },
        })
      }
    >
      {format.percent(cell.rate.value)}
    </button>
  );
}
