import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import css from '@/kit/chart/Heat.module.css';
import { heat } from '@/kit/chart/heat.model';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { columnsOf, largestRate, spanOf } from './retention.model';

type Props = { result: Schemas['RetentionResult']; request: Schemas['RetentionRequest'] };
type Cell = Schemas['RetentionCohort']['cells'][number];

export function RetentionTable({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = columnsOf(result);
  const largest = largestRate(result);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('common.report.retention')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t(`reports.retention.cohort.${request.period}`)}</th>
              <th scope="col">{t('common.nav.people')}</th>
              {columns.map((period) => (
                <th key={period} scope="col">
                  {period === 0 ? t('reports.retention.startColumn') : `+${spanOf(result, period)}`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={css.average}>
              <th scope="row">{t('reports.retention.average')}</th>
              <td />
              {columns.map((period) => {
                const average = result.average[period];
                return <td key={period}>{average === undefined ? '' : format.percent(average)}</td>;
              })}
            </tr>
            {result.cohorts.map((cohort) => (
              <tr key={cohort.from}>
                <th scope="row">{format.calendarDay(cohort.from)}</th>
                <td className={css.size}>{format.number(cohort.size)}</td>
                {columns.map((period) => {
                  const cell = cohort.cells.find((candidate) => candidate.period === period);
                  return (
                    <td key={period}>
                      {cell && (
                        <HeatCell
                          cell={cell}
                          cohort={cohort.from}
                          after={spanOf(result, cell.period)}
                          request={request}
                          largest={largest}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={css.note}>{t('reports.retention.note')}</p>
    </>
  );
}

type CellProps = {
  cell: Cell;
  cohort: string;
  /** The cell's periods in words. */
  after: string;
  request: Schemas['RetentionRequest'];
  largest: number;
};

function HeatCell({ cell, cohort, after, request, largest }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const title = t('reports.retention.people', { cohort: format.calendarDay(cohort), period: after });
  return (
    <button
      type="button"
      className={`${css.cell} ${cell.complete ? '' : css.open}`}
      style={{ ['--strength' as string]: heat(cell.rate, largest) }}
      title={`${format.number(cell.count)}${cell.complete ? '' : ` · ${t('common.incomplete')}`}`}
      onClick={() =>
        openPeople({
          title,
          query: { kind: 'retention', retention: request, cohort, period: cell.period, outcome: 'converted' },
        })
      }
    >
      {format.percent(cell.rate)}
    </button>
  );
}
