import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { bucketsOf, seriesOption } from '../events/events.model';
import { bucketLabel } from '../overview/overview.model';
import { openPeriods, rangeText, type SurveyKind, scoreText, trendLine } from './satisfaction.model';

type Props = {
  kind: SurveyKind;
  kinds: SurveyKind[];
  trend: Schemas['SurveysResult']['trend'];
  choose: (kind: SurveyKind) => void;
};

/** One kind's score over time. */
export function TrendChart({ kind, kinds, trend, choose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const name = t(`surveys.kind.${kind}`);
  const line = useMemo(() => trendLine(kind, trend), [kind, trend]);
  const buckets = useMemo(() => bucketsOf([line]), [line]);
  const option = useMemo(
    () =>
      seriesOption({
        series: [line],
        names: [name],
        palette,
        format,
        digits: 2,
        written: (value) => scoreText(kind, value, format),
        running: { buckets: openPeriods(trend), label: t('common.incomplete') },
      }),
    [kind, line, name, palette, format, trend, t],
  );
  return (
    <ChartOrTable
      title={t('surveys.result.overTime')}
      counted={`survey_${kind}`}
      actions={
        <Select
          aria-label={t('surveys.result.kind')}
          w={190}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`surveys.kind.${value}`) }))}
          onChange={(next) => next && choose(next as SurveyKind)}
        />
      }
      chart={<TimeChart option={option} buckets={buckets} height={260} label={t('surveys.result.overTime')} />}
      table={
        <DataTable
          label={t('surveys.result.overTime')}
          rows={trend.filter(({ score }) => score !== undefined)}
          rowKey={({ from }) => from}
          maxHeight={320}
          columns={[
            {
              key: 'from',
              header: t('reports.overview.from'),
              cell: ({ from, complete }) =>
                bucketLabel(from, format) + (complete ? '' : ` (${t('common.incomplete')})`),
            },
            {
              key: 'score',
              header: name,
              figure: true,
              cell: ({ score }) => score && scoreText(kind, score.value, format),
            },
            {
              key: 'range',
              header: t('surveys.result.interval'),
              figure: true,
              cell: ({ score }) => score && rangeText(score, format),
            },
            {
              key: 'answers',
              header: t('surveys.result.answers'),
              figure: true,
              cell: ({ score }) => score && format.number(score.answers),
            },
          ]}
        />
      }
    />
  );
}
