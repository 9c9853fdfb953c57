import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { bucketLabel } from '../overview/overview.model';
import { bucketsOf, seriesOption, valuesOn } from './events.model';

type Props = { result: Schemas['EventsResult']; request: Schemas['EventsRequest'] };

export function EventsResultView({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const digits = request.measure === 'average' || request.measure === 'sum' ? 2 : 0;
  const name = useCallback(
    (value: string) => value || (request.breakdown ? t('reports.overview.unknown') : request.match.event),
    [request, t],
  );
  const series = useMemo(() => (result.rest ? [...result.series, result.rest] : result.series), [result]);
  const buckets = useMemo(() => bucketsOf(series), [series]);
  const option = useMemo(
    () =>
      seriesOption({
        series: result.series,
        names: result.series.map((series) => name(series.value)),
        palette,
        format,
        digits,
      }),
    [result, palette, format, digits, name],
  );
  const title = t('reports.events.total', {
    event: request.match.event,
    total: format.number(result.total, digits),
  });
  return (
    <ChartOrTable
      title={title}
      chart={<TimeChart option={option} buckets={buckets} height={320} label={title} />}
      table={
        <DataTable
          label={title}
          rows={series}
          rowKey={(row) => (row === result.rest ? ' rest' : row.value)}
          columns={[
            {
              key: 'value',
              header: request.breakdown ?? t('condition.event'),
              cell: (row) => (row === result.rest ? t('origins.rest') : name(row.value)),
            },
            {
              key: 'total',
              header: t('reports.events.totalHeader'),
              figure: true,
              cell: (row) => format.number(row.total, digits),
            },
            ...buckets.map((bucket, place) => ({
              key: bucket,
              header: bucketLabel(bucket, format),
              figure: true,
              cell: (row: Schemas['EventsSeries']) => {
                const value = valuesOn(row, buckets)[place];
                return value === null || value === undefined ? '–' : format.number(value, digits);
              },
            })),
          ]}
        />
      }
    />
  );
}
