import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ShareBar } from '../overview/ShareBar';
import type { SurveyScore, SurveysRequest } from './satisfaction.model';

/** How the answers are spread: by the parts that are counted, then by score. */
export function ScoreParts({ score, request }: { score: SurveyScore; request: SurveysRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const rows = [
    ...score.parts.map(({ name, answers }) => ({ key: name, label: t(`surveys.part.${name}`), answers })),
    ...score.distribution.map((one) => ({ key: String(one.score), label: String(one.score), answers: one.answers })),
  ];
  const all = Math.max(1, score.answers);
  return (
    <Section title={t('surveys.result.spread')} counted={`survey_${score.kind}`} flush>
      <DataTable
        label={t('surveys.result.spread')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'answer',
            header: t('surveys.result.answer'),
            cell: ({ label, answers }) => <ShareBar share={answers / all}>{label}</ShareBar>,
          },
          {
            key: 'share',
            header: t('surveys.result.share'),
            figure: true,
            cell: (row) => format.percent(row.answers / all),
          },
          {
            key: 'answers',
            header: t('surveys.result.answers'),
            figure: true,
            cell: ({ key, label, answers }) => (
              <FigureButton
                onClick={() => openPeople({ title: label, query: { kind: 'surveys', surveys: request, label: key } })}
              >
                {format.number(answers)}
              </FigureButton>
            ),
          },
        ]}
      />
    </Section>
  );
}
