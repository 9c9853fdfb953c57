import { Select } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { bucketsOf, seriesOption } from '../events/events.model';
import { bucketLabel } from '../overview/overview.model';
import { linesOf, type Origin, type OriginMetric, openBuckets, originMetrics } from './acquisition.model';
import { useOriginName } from './useOriginName';

type Props = { result: Schemas['AcquisitionResult']; dimension: Origin; actions: ReactNode };

/** The largest groups over time. */
export function AcquisitionChart({ result, dimension, actions }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const name = useOriginName(dimension);
  const [metric, setMetric] = useState<OriginMetric>('sessions');
  const lines = useMemo(() => linesOf(result.series, metric), [result, metric]);
  const buckets = useMemo(() => bucketsOf(lines), [lines]);
  const open = useMemo(() => openBuckets(result.series), [result]);
  const option = useMemo(
    () =>
      seriesOption({
        series: lines,
        names: lines.map((line) => name(line.value)),
        palette,
        format,
        digits: metric === 'revenue' ? 2 : 0,
        keyed: true,
        running: { buckets: open, label: t('common.incomplete') },
      }),
    [lines, name, palette, format, metric, open, t],
  );
  const figure = (value: number) => (metric === 'revenue' ? format.money(value) : format.number(value));
  return (
    <ChartOrTable
      title={t('origins.overTime')}
      counted="channels"
      actions={
        <>
          {actions}
          <Select
            aria-label={t('reports.overview.metric')}
            w={150}
            value={metric}
            data={originMetrics.map((key) => ({ value: key, label: t(`common.figure.${key}`) }))}
            onChange={(next) => next && setMetric(next as OriginMetric)}
          />
        </>
      }
      chart={
        <>
          <ChartKey
            entries={lines.map((line, place) => ({
              label: name(line.value),
              color: palette.series[place] ?? palette.soft,
            }))}
          />
          <TimeChart option={option} buckets={buckets} height={280} label={t('origins.chartLabel')} />
        </>
      }
      table={
        <DataTable
          label={t('origins.overTime')}
          rows={buckets}
          rowKey={(from) => from}
          maxHeight={320}
          columns={[
            {
              key: 'from',
              header: t('reports.overview.from'),
              cell: (from) => bucketLabel(from, format) + (open.has(from) ? ` (${t('common.incomplete')})` : ''),
            },
            ...lines.map((line) => ({
              key: line.value,
              header: name(line.value),
              figure: true,
              cell: (from: string) => figure(line.points.find((point) => point.from === from)?.value ?? 0),
            })),
          ]}
        />
      }
    />
  );
}
