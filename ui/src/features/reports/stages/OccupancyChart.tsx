import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { bucketLabel } from '../overview/overview.model';
import { occupancyOption, personsIn, type ShownStage } from './stages.model';

type Props = {
  result: Schemas['StagesResult'];
  request: Schemas['StagesRequest'];
  stages: readonly ShownStage[];
  actions: ReactNode;
};

export function OccupancyChart({ result, request, stages, actions }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const openPeople = usePeopleDrawer();
  const buckets = useMemo(() => result.points.map((point) => point.from), [result]);
  const option = useMemo(
    () =>
      occupancyOption(
        result,
        stages,
        palette,
        format,
        (point) => bucketLabel(point.from, format) + (point.complete ? '' : ` (${t('common.incomplete')})`),
      ),
    [result, stages, palette, format, t],
  );
  const title = t('stages.overTime');
  return (
    <ChartOrTable
      title={title}
      counted="stageFlow"
      actions={actions}
      chart={
        <>
          <ChartKey
            entries={stages.filter((stage) => stage.id !== '').map(({ name, color }) => ({ label: name, color }))}
          />
          <TimeChart option={option} buckets={buckets} height={300} label={t('stages.chartLabel')} />
        </>
      }
      table={
        <DataTable
          label={title}
          rows={result.points}
          rowKey={(point) => point.from}
          maxHeight={420}
          columns={[
            {
              key: 'from',
              header: t('reports.overview.from'),
              cell: (point) => format.calendarDay(point.from) + (point.complete ? '' : ` (${t('common.incomplete')})`),
            },
            ...stages.map((stage) => ({
              key: stage.id,
              header: stage.name,
              figure: true,
              cell: (point: Schemas['StagesPoint']) => (
                <FigureButton
                  onClick={() =>
                    openPeople({
                      title: `${stage.name}, ${format.calendarDay(point.from)}`,
                      query: { kind: 'stages', stages: request, stage: stage.id, cohort: point.from },
                    })
                  }
                >
                  {format.number(personsIn(result, point, stage.id))}
                </FigureButton>
              ),
            })),
          ]}
        />
      }
    />
  );
}
