import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { StageBadge } from '@/kit/StageBadge';
import type { ShownStage } from './stages.model';

type Props = {
  result: Schemas['StagesResult'];
  request: Schemas['StagesRequest'];
  stages: readonly ShownStage[];
};
type Row = Schemas['StageFigures'];

/** What happened in each stage, and how long people stay. */
export function StageTable({ result, request, stages }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const name = (id: string) => stages.find((stage) => stage.id === id)?.name ?? id;
  const last = result.points.at(-1)?.from;
  const count = (key: 'entered' | 'returned' | 'advanced' | 'regressed'): Column<Row> => ({
    key,
    header: t(`stages.figure.${key}`),
    figure: true,
    cell: (row) => format.number(row[key]),
  });
  const time = (key: 'medianSeconds' | 'p90Seconds'): Column<Row> => ({
    key,
    header: t(`stages.figure.${key}`),
    figure: true,
    cell: (row) => {
      const seconds = row[key];
      return seconds === undefined ? '–' : format.duration(seconds * 1000);
    },
  });
  const columns: Column<Row>[] = [
    { key: 'stage', header: t('stages.stage'), cell: (row) => <StageBadge stage={row.stage} /> },
    {
      key: 'persons',
      header: t('stages.figure.persons'),
      figure: true,
      cell: (row) =>
        last === undefined ? (
          format.number(row.persons)
        ) : (
          <FigureButton
            onClick={() =>
              openPeople({
                title: name(row.stage),
                query: { kind: 'stages', stages: request, stage: row.stage, cohort: last },
              })
            }
          >
            {format.number(row.persons)}
          </FigureButton>
        ),
    },
    count('entered'),
    count('returned'),
    count('advanced'),
    count('regressed'),
    {
      key: 'dropped',
      header: t('stages.figure.dropped'),
      figure: true,
      cell: (row) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: t('stages.droppedFrom', { stage: name(row.stage) }),
              query: { kind: 'stages', stages: request, stage: row.stage, toStage: '' },
            })
          }
        >
          {format.number(row.dropped)}
        </FigureButton>
      ),
    },
    time('medianSeconds'),
    time('p90Seconds'),
  ];
  return (
    <Section title={t('stages.figures')} counted="stageFlow" flush>
      <DataTable label={t('stages.figures')} columns={columns} rows={result.figures} rowKey={(row) => row.stage} />
    </Section>
  );
}
