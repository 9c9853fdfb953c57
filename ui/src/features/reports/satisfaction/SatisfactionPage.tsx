import { Button, Stack } from '@mantine/core';
import { IconMessageCircleHeart } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '@/api/client';
import { Figure, Figures } from '@/kit/Figures';
import { daysOf } from '@/kit/filter/filter.model';
import { useFilter } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { EmptyState } from '@/kit/states';
import { intervalFor } from '../overview/overview.model';
import { ReportPage } from '../ReportPage';
import { useDefinition } from '../saved/useDefinition';
import { useReport } from '../useReport';
import { Comments } from './Comments';
import { GroupTable } from './GroupTable';
import { ScoreParts } from './ScoreParts';
import { rangeText, type SurveysDefinition, type SurveysRequest, scoreText } from './satisfaction.model';
import { TrendChart } from './TrendChart';

const load = (workspace: string, body: SurveysRequest, signal: AbortSignal) =>
  answer(api.POST('/api/workspaces/{workspace}/reports/surveys', { params: { path: { workspace } }, body, signal }));

const initial: SurveysDefinition = {};

/** How satisfied people say they are. */
export function SatisfactionPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const { value, change, saved, loading } = useDefinition<SurveysDefinition>('surveys', initial);
  const { filter, eventScope: scope } = useFilter();
  const request = useMemo<SurveysRequest>(
    () => ({ interval: intervalFor(daysOf(filter)), ...value, scope }),
    [value, filter, scope],
  );
  const report = useReport('surveys', request, load, () => !loading);
  const builder = (
    <Button component={PathLink} path="surveys" variant="default" leftSection={<IconMessageCircleHeart size={16} />}>
      {t('surveys.title')}
    </Button>
  );
  return (
    <ReportPage kind="surveys" request={value} asked={request} saved={saved} events>
      <div>{builder}</div>
      <QueryView
        query={report}
        isEmpty={(result) => result.kinds.length === 0}
        empty={
          <EmptyState
            icon={<IconMessageCircleHeart size={20} aria-hidden />}
            title={t('surveys.result.noneTitle')}
            text={t('surveys.result.noneText')}
            action={builder}
          />
        }
      >
        {(result) => {
          const shown = result.kinds.find(({ kind }) => kind === result.kind);
          const asked = { ...request, ...(result.kind ? { kind: result.kind } : {}) };
          return (
            <Stack gap={16}>
              <Figures>
                {result.kinds.map((score) => (
                  <Figure
                    key={score.kind}
                    label={t(`surveys.kind.${score.kind}`)}
                    value={scoreText(score.kind, score.value, format)}
                    range={t('surveys.result.range', {
                      range: rangeText(score, format),
                      answers: format.number(score.answers),
                    })}
                    counted={`survey_${score.kind}`}
                    onClick={() =>
                      openPeople({
                        title: t(`surveys.kind.${score.kind}`),
                        query: { kind: 'surveys', surveys: { ...request, kind: score.kind } },
                      })
                    }
                  />
                ))}
              </Figures>
              {result.kind && shown && (
                <>
                  <TrendChart
                    kind={result.kind}
                    kinds={result.kinds.map(({ kind }) => kind).filter((kind) => kind !== 'text')}
                    trend={result.trend}
                    choose={(kind) => change({ kind })}
                  />
                  <ScoreParts score={shown} request={asked} />
                  <GroupTable by="touchpoint" groups={result.touchpoints} request={asked} />
                  <GroupTable by="stage" groups={result.stages} request={asked} />
                  <GroupTable by="survey" groups={result.surveys} request={asked} />
                </>
              )}
              <Comments comments={result.comments} sounds={result.sounds} request={request} />
            </Stack>
          );
        }}
      </QueryView>
    </ReportPage>
  );
}
