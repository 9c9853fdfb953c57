import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { type CommerceRequest, heat } from '../commerce.model';
import css from '../Rfm.module.css';
import { useCommercePeople } from '../useCommercePeople';

type Cohort = Schemas['ValueCohort'];
type Props = { cohorts: readonly Cohort[]; request: CommerceRequest };

/** What the customers of one month's first orders have brought so far, month by month. */
export function CohortTable({ cohorts, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  if (cohorts.length === 0) return null;
  const longest = Math.max(...cohorts.map((cohort) => cohort.cells.length));
  const largest = Math.max(...cohorts.flatMap((cohort) => cohort.cells.map((cell) => cell.perCustomer)));
  const month = (cohort: Cohort) => format.calendarDay(cohort.from).replace(/^\d+ /, '');
  const cells: Column<Cohort>[] = Array.from({ length: longest }, (_, period) => ({
    key: String(period),
    header: period === 0 ? t('commerce.cohort.first') : `+${period}`,
    figure: true,
    cell: (cohort) => {
      const cell = cohort.cells.find((one) => one.period === period);
      return (
        cell && (
          <span
            className={`${css.figure} ${cell.complete ? '' : css.open}`}
            style={{ ['--strength' as string]: heat(cell.perCustomer, largest) }}
            title={cell.complete ? undefined : t('common.incomplete')}
          >
            {format.money(cell.perCustomer)}
          </span>
        )
      );
    },
  }));
  return (
    <Section title={t('commerce.cohort.title')} counted="cohortValue" flush>
      <DataTable
        label={t('commerce.cohort.title')}
        rows={cohorts}
        rowKey={(cohort) => cohort.from}
        maxHeight={480}
        columns={[
          { key: 'from', header: t('commerce.cohort.month'), cell: month },
          {
            key: 'customers',
            header: t('commerce.figure.customers'),
            figure: true,
            cell: (cohort) => (
              <FigureButton
                onClick={() =>
                  openPeople(t('commerce.cohort.people', { month: month(cohort) }), {
                    figure: 'cohort',
                    cohort: cohort.from,
                  })
                }
              >
                {format.number(cohort.customers)}
              </FigureButton>
            ),
          },
          ...cells,
        ]}
      />
    </Section>
  );
}
