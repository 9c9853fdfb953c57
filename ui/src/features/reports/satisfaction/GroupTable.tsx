import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useStages } from '@/api/lists';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { stageName } from '@/kit/stageName';
import { rangeText, type SurveysRequest, scoreText } from './satisfaction.model';

type Props = {
  by: 'touchpoint' | 'stage' | 'survey';
  groups: Schemas['SurveyGroup'][];
  request: SurveysRequest;
};

/** The score of each touchpoint, stage or survey. */
export function GroupTable({ by, groups, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const stages = useStages().data?.stages ?? [];
  const nameOf = (value: string) => {
    if (value === '') return t(`surveys.result.no.${by}`);
    const stage = by === 'stage' ? stages.find(({ id }) => id === value) : undefined;
    return stage ? stageName(stage, t) : value;
  };
  const title = t(`surveys.result.by.${by}`);
  return (
    <Section title={title} counted="surveyGroups" flush>
      <DataTable
        label={title}
        rows={groups}
        rowKey={({ value }) => value}
        maxHeight={420}
        columns={[
          { key: 'value', header: t(`surveys.result.${by}`), cell: ({ value }) => nameOf(value) },
          {
            key: 'score',
            header: t('surveys.result.score'),
            figure: true,
            cell: ({ score }) => scoreText(score.kind, score.value, format),
          },
          {
            key: 'range',
            header: t('surveys.result.interval'),
            figure: true,
            cell: ({ score }) => rangeText(score, format),
          },
          {
            key: 'satisfaction',
            header: t('surveys.result.satisfaction'),
            figure: true,
            cell: ({ score }) => format.number(score.satisfaction, 2),
          },
          {
            key: 'answers',
            header: t('surveys.result.answers'),
            figure: true,
            cell: ({ value, score }) => (
              <FigureButton
                onClick={() =>
                  openPeople({ title: nameOf(value), query: { kind: 'surveys', surveys: { ...request, [by]: value } } })
                }
              >
                {format.number(score.answers)}
              </FigureButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
