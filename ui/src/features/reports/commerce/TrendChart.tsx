import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Chart } from '@/kit/chart/Chart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import { type ChartPalette, useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { bucketLabel } from '../overview/overview.model';
import {
  type CommerceResult,
  isMoney,
  isShare,
  type LineKey,
  linesOf,
  splitLine,
  type Trend,
  trends,
  valueAt,
} from './commerce.model';

const counted: Record<Trend, string> = {
  abandonment: 'cartAbandonment',
  sessionConversion: 'sessionConversion',
  revenue: 'salesRevenue',
  orders: 'orders',
  averageOrderValue: 'averageOrderValue',
};

const colorOf = (place: number, palette: ChartPalette): string => palette.series[place] ?? palette.accent;

/** Abandonment, conversion and sales over time, with the comparison dashed. */
export function TrendChart({ result }: { result: CommerceResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const [trend, setTrend] = useState<Trend>('abandonment');
  const keys = linesOf(trend);
  const shown = useMemo(() => {
    const show = isShare(trend) ? format.percent : isMoney(trend) ? format.money : format.number;
    return (figure: number) => show(figure);
  }, [trend, format]);
  const option = useMemo(() => {
    const line = { type: 'line', symbol: 'circle', symbolSize: 5, connectNulls: false };
    const series = linesOf(trend).flatMap((key, place) => {
      const color = colorOf(place, palette);
      const name = t(`commerce.figure.${key}`);
      const { whole, open } = splitLine(result.series, key);
      const itemStyle = { color };
      return [
        {
          ...line,
          name: `${name} (${t('reports.overview.before')})`,
          data: result.comparisonSeries?.map((point) => valueAt(point, key)) ?? [],
          lineStyle: { color, width: 1.5, type: 'dashed', opacity: 0.6 },
          showSymbol: false,
          itemStyle,
        },
        {
          ...line,
          name,
          data: whole,
          showSymbol: result.series.length < 40,
          lineStyle: { color, width: 2.5 },
          itemStyle,
        },
        {
          ...line,
          name: `${name} (${t('common.incomplete')})`,
          data: open,
          showSymbol: false,
          lineStyle: { color, width: 2, type: 'dotted' },
          itemStyle,
        },
      ];
    });
    return {
      aria: { enabled: true },
      grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
      tooltip: tooltip(palette, {
        valueFormatter: (figure: unknown) => (typeof figure === 'number' ? shown(figure) : '–'),
      }),
      xAxis: categoryAxis(
        palette,
        result.series.map((point) => bucketLabel(point.from, format)),
      ),
      yAxis: valueAxis(
        palette,
        isShare(trend) ? (figure) => format.percent(figure, 0) : (figure) => format.compact(figure),
      ),
      series: series.filter((one) => one.data.some((figure) => figure !== null)),
    };
  }, [result, trend, palette, format, t, shown]);
  return (
    <ChartOrTable
      title={t('commerce.overTime')}
      counted={counted[trend]}
      actions={
        <Select
          aria-label={t('reports.overview.metric')}
          w={200}
          allowDeselect={false}
          value={trend}
          data={trends.map((key) => ({ value: key, label: t(`commerce.trend.${key}`) }))}
          onChange={(next) => next && setTrend(next as Trend)}
        />
      }
      chart={
        <>
          {keys.length > 1 && (
            <ChartKey
              entries={keys.map((key, place) => ({
                label: t(`commerce.figure.${key}`),
                color: colorOf(place, palette),
              }))}
            />
          )}
          <Chart
            option={option}
            height={260}
            label={t('commerce.chartLabel', { trend: t(`commerce.trend.${trend}`) })}
          />
        </>
      }
      table={<TrendTable result={result} keys={keys} shown={shown} />}
    />
  );
}

type TableProps = { result: CommerceResult; keys: readonly LineKey[]; shown: (figure: number) => string };

function TrendTable({ result, keys, shown }: TableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('commerce.overTime')}
      rows={result.series}
      rowKey={(point) => point.from}
      maxHeight={320}
      columns={[
        {
          key: 'from',
          header: t('reports.overview.from'),
          cell: (point) => bucketLabel(point.from, format) + (point.complete ? '' : ` (${t('common.incomplete')})`),
        },
        ...keys.map((key) => ({
          key,
          header: t(`commerce.figure.${key}`),
          figure: true,
          cell: (point: Schemas['CommercePoint']) => {
            const figure = valueAt(point, key);
            return figure === null ? '–' : shown(figure);
          },
        })),
      ]}
    />
  );
}
