import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/kit/chart/Chart';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { asked, type Overview, weeksOf } from './consent.model';

/** Share of visitors who agreed, by week and purpose. */
export function AcceptanceChart({ days }: { days: Overview['days'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const weeks = useMemo(() => weeksOf(days), [days]);
  const option = useMemo(
    () => ({
      aria: { enabled: true },
      grid: { left: 4, right: 90, top: 12, bottom: 4, containLabel: true },
      tooltip: tooltip(palette, {
        valueFormatter: (share: unknown) => (typeof share === 'number' ? format.percent(share) : '–'),
      }),
      xAxis: categoryAxis(
        palette,
        weeks.map(({ week }) => format.calendarDay(week)),
      ),
      yAxis: { ...valueAxis(palette, (share) => format.percent(share)), max: 1, interval: 0.25 },
      series: asked.map((purpose, index) => ({
        type: 'line',
        name: t(`people.story.purpose.${purpose}`),
        data: weeks.map(({ rates }) => rates[purpose] ?? null),
        symbol: 'circle',
        symbolSize: 5,
        showSymbol: weeks.length < 3,
        lineStyle: { color: palette.series[index], width: 2 },
        itemStyle: { color: palette.series[index] },
        endLabel: { show: true, formatter: '{a}', color: palette.ink, fontSize: 12 },
        labelLayout: { moveOverlap: 'shiftY' },
      })),
    }),
    [weeks, palette, format, t],
  );
  return (
    <ChartOrTable
      title={t('consent.overTime')}
      counted="acceptance"
      chart={<Chart option={option} height={240} label={t('consent.overTime')} />}
      table={
        <DataTable
          label={t('consent.overTime')}
          rows={weeks}
          rowKey={(row) => row.week}
          maxHeight={320}
          columns={[
            { key: 'week', header: t('consent.week'), cell: (row) => format.calendarDay(row.week) },
            ...asked.map((purpose) => ({
              key: purpose,
              header: t(`people.story.purpose.${purpose}`),
              figure: true,
              cell: (row: (typeof weeks)[number]) => {
                const share = row.rates[purpose];
                return share === null || share === undefined ? '–' : format.percent(share);
              },
            })),
            { key: 'answers', header: t('consent.answers'), figure: true, cell: (row) => format.number(row.answers) },
          ]}
        />
      }
    />
  );
}
