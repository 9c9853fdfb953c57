import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';

type Props = { result: Schemas['FunnelResult']; request: Schemas['FunnelRequest'] };
/** One value; the rest has none and nobody to open. */
type Row = { value: string | null; name: string; steps: Schemas['FunnelStepResult'][] };

export function BreakdownTable({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const name = (value: string) => value || t('reports.overview.unknown');
  const rows: Row[] = result.breakdown.map((series) => ({ ...series, name: name(series.value) }));
  if (result.rest)
    rows.push({ value: null, name: t('funnel.rest', { count: result.rest.values }), steps: result.rest.steps });
  const columns: Column<Row>[] = [
    { key: 'value', header: request.breakdown?.name ?? '', cell: (row) => row.name },
    ...result.steps.map((step, place) => ({
      key: `step-${place}`,
      header: `${place + 1}. ${step.label}`,
      figure: true,
      cell: (row: Row) => {
        const cell = row.steps[place];
        if (cell === undefined) return '–';
        const figure = (
          <>
            {format.number(cell.count)}
            {place > 0 && ` · ${format.percent(cell.fromStart.value)}`}
          </>
        );
        if (row.value === null) return figure;
        const value = row.value;
        return (
          <FigureButton
            onClick={() =>
              openPeople({
                title: `${row.name} · ${step.label}`,
                query: { kind: 'funnel', funnel: request, step: place + 1, outcome: 'converted', value },
              })
            }
          >
            {figure}
          </FigureButton>
        );
      },
    })),
  ];
  return (
    <Section
      title={t('reports.funnel.byValue', { name: request.breakdown?.name ?? '' })}
      counted="funnelBreakdown"
      flush
    >
      <DataTable
        label={t('reports.funnel.breakdown')}
        columns={columns}
        rows={rows}
        rowKey={(row) => (row.value === null ? 'rest' : `value ${row.value}`)}
      />
    </Section>
  );
}
