import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';

type Props = { result: Schemas['FunnelResult']; request: Schemas['FunnelRequest'] };
type Series = Schemas['FunnelSeries'];

export function BreakdownTable({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const name = (value: string) => value || t('reports.overview.unknown');
  const columns: Column<Series>[] = [
    { key: 'value', header: request.breakdown?.name ?? '', cell: (row) => name(row.value) },
    ...result.steps.map((step, place) => ({
      key: `step-${place}`,
      header: `${place + 1}. ${step.label}`,
      figure: true,
      cell: (row: Series) => {
        const cell = row.steps[place];
        if (cell === undefined) return '–';
        return (
          <FigureButton
            onClick={() =>
              openPeople({
                title: `${name(row.value)} · ${step.label}`,
                query: { kind: 'funnel', funnel: request, step: place + 1, outcome: 'converted', value: row.value },
              })
            }
          >
            {format.number(cell.count)}
            {place > 0 && ` · ${format.percent(cell.fromStart.value)}`}
          </FigureButton>
        );
      },
    })),
  ];
  return (
    <Section title={t('reports.funnel.byValue', { name: request.breakdown?.name ?? '' })} flush>
      <DataTable
        label={t('reports.funnel.breakdown')}
        columns={columns}
        rows={result.breakdown}
        rowKey={(row) => row.value}
      />
    </Section>
  );
}
