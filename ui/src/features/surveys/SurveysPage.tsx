import { Button } from '@mantine/core';
import { IconChartBar, IconMessageCircleHeart } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { FilterBar } from '@/kit/filter/FilterBar';
import { useFilter } from '@/kit/filter/useFilter';
import { ListPage } from '@/kit/ListPage';
import { OnOff } from '@/kit/OnOff';
import { Section } from '@/kit/Page';
import { PathLink } from '@/kit/PathLink';
import { ResponseCell } from './ResponseCell';
import { SurveyDrawer } from './SurveyDrawer';
import { contentOf, languages, look, newQuestion, onSite, type Survey, type SurveyContent } from './survey.model';
import { useRemoveSurvey, useResponses, useSurveys } from './useSurveys';

type Opened = { survey: Survey | null; start: SurveyContent };

/** The surveys of the workspace. */
export function SurveysPage() {
  const { t } = useTranslation();
  const surveys = useSurveys();
  const { scope } = useFilter();
  const responses = useResponses(scope).data ?? [];
  const remove = useRemoveSurvey();
  const [opened, setOpened] = useState<Opened | null>(null);
  const startNew = () => setOpened({ survey: null, start: example(t) });
  return (
    <>
      <ListPage
        words="surveys"
        icon={IconMessageCircleHeart}
        query={surveys}
        start={startNew}
        actions={
          <Button
            component={PathLink}
            path="reports/surveys"
            variant="default"
            leftSection={<IconChartBar size={16} />}
          >
            {t('surveys.results')}
          </Button>
        }
        above={<FilterBar comparison={false} />}
      >
        {(list) => (
          <Section title={t('surveys.title')} counted="surveyResponses" flush>
            <DataTable
              label={t('surveys.title')}
              rows={list}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'name',
                  header: t('common.name'),
                  cell: (survey) => (
                    <FigureButton onClick={() => setOpened({ survey, start: contentOf(survey) })}>
                      {survey.name}
                    </FigureButton>
                  ),
                },
                {
                  key: 'questions',
                  header: t('surveys.column.questions'),
                  cell: ({ questions }) => questions.map(({ kind }) => t(`surveys.kind.${kind}`)).join(' · '),
                },
                { key: 'about', header: t('surveys.result.touchpoint'), cell: ({ touchpoint }) => touchpoint ?? '–' },
                {
                  key: 'where',
                  header: t('surveys.column.where'),
                  cell: (survey) => t(survey.onSite.shown ? 'surveys.where.site' : 'surveys.where.mail'),
                },
                ...(['site', 'mail'] as const).map((way) => ({
                  key: way,
                  header: t(`surveys.response.${way}`),
                  figure: true,
                  cell: (survey: Survey) => (
                    <ResponseCell
                      survey={survey}
                      way={way}
                      asked={responses.find((one) => one.survey === survey.id)?.[way]}
                      scope={scope}
                    />
                  ),
                })),
                {
                  key: 'state',
                  header: t('surveys.column.state'),
                  cell: ({ active }) => <OnOff on={active} />,
                },
              ]}
            />
          </Section>
        )}
      </ListPage>
      {opened && (
        <SurveyDrawer
          key={opened.survey?.id ?? 'new'}
          survey={opened.survey}
          start={opened.start}
          close={() => setOpened(null)}
          remove={remove.mutate}
        />
      )}
    </>
  );
}

/** A question that is worth asking, in both languages. */
function example(t: (key: string) => string): SurveyContent {
  const both = <T,>(word: (language: 'en' | 'it') => T) =>
    Object.fromEntries(languages.map((language) => [language, word(language)]));
  return {
    name: t('surveys.start.name'),
    active: true,
    questions: [
      {
        ...newQuestion('nps', languages),
        required: true,
        wording: both((language) => ({
          text: t(`surveys.start.nps.${language}`),
          low: t(`surveys.start.low.${language}`),
          high: t(`surveys.start.high.${language}`),
        })),
      },
    ],
    texts: both((language) => ({
      intro: '',
      send: t(`surveys.start.send.${language}`),
      thanks: t(`surveys.start.thanks.${language}`),
    })),
    look,
    onSite,
  };
}
