import { Stack } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import type { ChartClick } from '@/kit/chart/Chart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { deltaOf } from '@/kit/delta.model';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { bucketLabel } from '../overview/overview.model';
import { lifecycleOption, type Phase, phaseColors, phases, quickRatio } from './activity.model';

type Props = { result: Schemas['LifecycleResult']; request: Schemas['ActivityRequest'] };

export function LifecycleView({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const openPeople = usePeopleDrawer();
  const { points } = result;
  const buckets = useMemo(() => points.map((point) => point.from), [points]);
  const option = useMemo(
    () =>
      lifecycleOption(points, palette, format, {
        phase: (phase) => t(`activity.phase.${phase}`),
        running: t('common.incomplete'),
        day: (from) => bucketLabel(from, format),
      }),
    [points, palette, format, t],
  );
  const open = useCallback(
    (point: Schemas['LifecyclePoint'], phase: Phase | 'active') =>
      openPeople({
        title: `${t(phase === 'active' ? 'activity.people' : `activity.phase.${phase}`)}, ${format.calendarDay(point.from)}`,
        query: { kind: 'lifecycle', activity: request, cohort: point.from, phase },
      }),
    [openPeople, request, format, t],
  );
  const click = useCallback(
    ({ dataIndex, seriesIndex }: ChartClick) => {
      const point = points[dataIndex ?? -1];
      const phase = phases[seriesIndex ?? -1];
      if (point && phase) open(point, phase);
    },
    [points, open],
  );
  const colors = phaseColors(palette);
  const title = t('activity.lifecycle.title');
  return (
    <Stack gap={16}>
      {result.average && <Averages average={result.average} before={result.comparison} />}
      <ChartOrTable
        title={title}
        counted="lifecycle"
        chart={
          <>
            <ChartKey
              entries={phases.map((phase) => ({ label: t(`activity.phase.${phase}`), color: colors[phase] }))}
            />
            <TimeChart
              option={option}
              buckets={buckets}
              height={320}
              label={t('activity.lifecycle.chartLabel')}
              onClick={click}
            />
          </>
        }
        table={
          <DataTable
            label={title}
            rows={points}
            rowKey={(point) => point.from}
            maxHeight={420}
            columns={[
              {
                key: 'from',
                header: t('reports.overview.from'),
                cell: (point) =>
                  format.calendarDay(point.from) + (point.complete ? '' : ` (${t('common.incomplete')})`),
              },
              ...(['active', ...phases] as const).map((phase) => ({
                key: phase,
                header: t(phase === 'active' ? 'activity.people' : `activity.phase.${phase}`),
                figure: true,
                cell: (point: Schemas['LifecyclePoint']) => (
                  <FigureButton onClick={() => open(point, phase)}>{format.number(point[phase])}</FigureButton>
                ),
              })),
            ]}
          />
        }
      />
    </Stack>
  );
}

type AveragesProps = { average: Schemas['LifecycleAverage']; before: Schemas['LifecycleAverage'] | undefined };

/** Means over the periods that are over. */
function Averages({ average, before }: AveragesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ratio = quickRatio(average);
  const figure = (key: 'active' | Phase, label: string, moreIsBetter: boolean) => (
    <Figure
      key={key}
      label={label}
      value={format.number(average[key], average[key] < 100 ? 1 : 0)}
      delta={deltaOf(average[key], before?.[key], moreIsBetter)}
    />
  );
  return (
    <Figures columns={6}>
      {figure('active', t('activity.perPeriod'), true)}
      {phases.map((phase) => figure(phase, t(`activity.phase.${phase}`), phase !== 'dormant'))}
      <Figure
        label={t('activity.quickRatio')}
        value={ratio === null ? '–' : format.number(ratio, 2)}
        counted="quickRatio"
      />
    </Figures>
  );
}
