import { Select } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import type { ChartClick } from '@/kit/chart/Chart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { bucketLabel } from '../overview/overview.model';
import type { Trend } from './funnel.model';
import { type Point, trendOption } from './trend.model';

type Props = {
  result: Schemas['FunnelResult'];
  request: Schemas['FunnelRequest'];
  onChange: (trend: Trend) => void;
};

/** Conversion by date of entry. */
export function FunnelTrend({ result, request, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const openPeople = usePeopleDrawer();
  const { trend, comparisonTrend } = result;
  const buckets = useMemo(() => trend.map((point) => point.from), [trend]);
  const option = useMemo(
    () =>
      trendOption(trend, comparisonTrend, palette, format, {
        conversion: t('common.figure.conversionRate'),
        open: t('funnel.trend.open'),
        before: t('reports.overview.before'),
        interval: t('funnel.trend.interval'),
        entered: t('funnel.trend.entered'),
      }),
    [trend, comparisonTrend, palette, format, t],
  );
  const steps = request.steps.length;
  const open = useCallback(
    (point: Point, step: number) =>
      openPeople({
        title: `${t(step === 1 ? 'funnel.trend.entered' : 'funnel.trend.converted')}, ${bucketLabel(point.from, format)}`,
        query: { kind: 'funnel', funnel: request, step, outcome: 'converted', cohort: point.from },
      }),
    [openPeople, request, format, t],
  );
  const click = useCallback(
    ({ dataIndex }: ChartClick) => {
      const point = trend[dataIndex ?? -1];
      if (point) open(point, steps);
    },
    [trend, open, steps],
  );
  const title = t('funnel.trend.title');
  const figure = (key: 'entered' | 'converted', step: number) => ({
    key,
    header: t(`funnel.trend.${key}`),
    figure: true,
    cell: (point: Point) => <FigureButton onClick={() => open(point, step)}>{format.number(point[key])}</FigureButton>,
  });
  return (
    <ChartOrTable
      title={title}
      counted="funnelTrend"
      actions={
        <Select
          aria-label={t('funnel.trend.by')}
          w={150}
          allowDeselect={false}
          value={request.trend ?? null}
          data={(['day', 'week', 'month'] as const).map((interval) => ({
            value: interval,
            label: t(`funnel.trend.intervals.${interval}`),
          }))}
          onChange={(interval) => interval && onChange(interval as Trend)}
        />
      }
      chart={
        <>
          <ChartKey
            entries={[
              { label: t('common.figure.conversionRate'), color: palette.accent },
              ...(comparisonTrend.length > 0
                ? [{ label: t('reports.overview.before'), color: palette.soft, dashed: true }]
                : []),
            ]}
          />
          <TimeChart
            option={option}
            buckets={buckets}
            height={240}
            label={t('funnel.trend.chartLabel')}
            onClick={click}
          />
        </>
      }
      table={
        <DataTable
          label={title}
          rows={trend}
          rowKey={(point) => point.from}
          maxHeight={420}
          columns={[
            {
              key: 'from',
              header: t('reports.overview.from'),
              cell: (point) => bucketLabel(point.from, format) + (point.complete ? '' : ` (${t('funnel.trend.open')})`),
            },
            figure('entered', 1),
            figure('converted', steps),
            {
              key: 'conversion',
              header: t('common.figure.conversionRate'),
              figure: true,
              cell: (point) => (point.entered === 0 ? '–' : format.percent(point.conversion.value)),
            },
            {
              key: 'interval',
              header: t('funnel.trend.interval'),
              figure: true,
              cell: (point) =>
                point.entered === 0
                  ? '–'
                  : `${format.percent(point.conversion.low)} – ${format.percent(point.conversion.high)}`,
            },
          ]}
        />
      }
    />
  );
}
