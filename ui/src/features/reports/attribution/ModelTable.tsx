import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import {
  type AttributionModel,
  type AttributionResult,
  type AttributionRow,
  type AttributionTarget,
  amountOf,
  creditOf,
  largestOf,
  models,
} from './attribution.model';
import css from './ModelTable.module.css';

type Props = {
  result: AttributionResult;
  request: Schemas['AttributionRequest'];
  target: AttributionTarget;
  /** The models compared above. */
  pair: readonly [AttributionModel, AttributionModel];
  name: (label: string) => string;
  amount: (figure: number) => string;
};

/** All models side by side; every column adds up to the same total. */
export function ModelTable({ result, request, target, pair, name, amount }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const largest = largestOf(result, target);
  const columns: Column<AttributionRow>[] = [
    { key: 'label', header: t('attribution.label'), cell: (row) => name(row.label) },
    {
      key: 'persons',
      header: t('attribution.persons'),
      figure: true,
      cell: (row) =>
        row.persons === 0 ? (
          '0'
        ) : (
          <FigureButton
            onClick={() =>
              openPeople({
                title: t('attribution.people', { channel: name(row.label) }),
                query: {
                  kind: 'attribution',
                  attribution: { ...request, target: 'conversions' },
                  label: row.label,
                },
              })
            }
          >
            {format.number(row.persons)}
          </FigureButton>
        ),
    },
    ...models.map((one) => ({
      key: one,
      header: t(`attribution.models.${one}`),
      figure: true,
      cell: (row: AttributionRow) => {
        const credit = creditOf(row, one);
        if (credit === undefined) return '–';
        const figure = amountOf(credit, target);
        return (
          <span className={css.cell}>
            {amount(figure)}
            <span className={css.track} aria-hidden>
              <span
                className={`${css.bar} ${pair.includes(one) ? '' : css.other}`}
                style={{ width: `${largest > 0 ? Math.max(0, figure / largest) * 100 : 0}%` }}
              />
            </span>
          </span>
        );
      },
    })),
  ];
  return (
    <Section title={t('attribution.table', { shared: t(`attribution.targets.${target}`) })} counted="attribution" flush>
      <DataTable
        label={t('common.report.attribution')}
        columns={columns}
        rows={result.channels.filter((row) => row.credits.length > 0)}
        rowKey={(row) => row.label}
      />
    </Section>
  );
}
