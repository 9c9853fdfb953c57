import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { bucketLabel, type SeriesMetric, seriesMetrics, splitComplete } from './overview.model';

export function SeriesChart({ result }: { result: Schemas['OverviewResult'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const [metric, setMetric] = useState<SeriesMetric>('visitors');
  const value = metric === 'revenue' ? format.money : (figure: number) => format.number(figure);
  const buckets = useMemo(() => result.series.map((point) => point.from), [result]);
  const option = useMemo(() => {
    const { whole, open } = splitComplete(result.series, metric);
    const line = { type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: result.series.length < 2 };
    const now = t(`common.figure.${metric}`);
    return {
      aria: { enabled: true },
      grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
      tooltip: tooltip(palette, {
        valueFormatter: (figure: unknown) => (typeof figure === 'number' ? value(figure) : '–'),
      }),
      xAxis: categoryAxis(
        palette,
        result.series.map((point) => bucketLabel(point.from, format)),
      ),
      yAxis: valueAxis(palette, (figure) => format.compact(figure)),
      series: [
        {
          ...line,
          name: t('reports.overview.before'),
          data: result.comparisonSeries?.map((point) => point[metric]) ?? [],
          lineStyle: { color: palette.soft, width: 1.5, type: 'dashed' },
          itemStyle: { color: palette.soft },
        },
        {
          ...line,
          name: now,
          data: whole,
          lineStyle: { color: palette.accent, width: 2.5 },
          itemStyle: { color: palette.accent },
          areaStyle: { color: palette.accent, opacity: 0.08 },
        },
        {
          ...line,
          name: `${now} (${t('common.incomplete')})`,
          data: open,
          lineStyle: { color: palette.accent, width: 2, type: 'dotted' },
          itemStyle: { color: palette.accent },
        },
      ].filter((series) => series.data.some((figure) => figure !== null)),
    };
  }, [result, metric, palette, format, t, value]);
  return (
    <ChartOrTable
      title={t('reports.overview.overTime')}
      counted={metric === 'conversions' ? 'conversionRate' : metric}
      actions={
        <Select
          aria-label={t('reports.overview.metric')}
          w={160}
          value={metric}
          data={seriesMetrics.map((key) => ({ value: key, label: t(`common.figure.${key}`) }))}
          onChange={(next) => next && setMetric(next as SeriesMetric)}
        />
      }
      chart={
        <TimeChart
          option={option}
          buckets={buckets}
          height={260}
          label={t('reports.overview.chartLabel', { metric: t(`common.figure.${metric}`) })}
        />
      }
      table={
        <DataTable
          label={t('reports.overview.overTime')}
          rows={result.series}
          rowKey={(point) => point.from}
          maxHeight={320}
          columns={[
            { key: 'from', header: t('reports.overview.from'), cell: (point) => bucketLabel(point.from, format) },
            ...seriesMetrics.map((key) => ({
              key,
              header: t(`common.figure.${key}`),
              figure: true,
              cell: (point: Schemas['OverviewPoint']) =>
                key === 'revenue' ? format.money(point.revenue) : format.number(point[key]),
            })),
          ]}
        />
      }
    />
  );
}
