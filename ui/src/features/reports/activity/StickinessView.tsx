import { Stack } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Chart, type ChartClick } from '@/kit/chart/Chart';
import { ChartKey } from '@/kit/chart/ChartKey';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { useChartPalette } from '@/kit/chart/palette';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { deltaOf } from '@/kit/delta.model';
import { Figure, Figures } from '@/kit/Figures';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { reached, stickinessOption } from './activity.model';

type Props = { result: Schemas['StickinessResult']; request: Schemas['ActivityRequest'] };

export function StickinessView({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const openPeople = usePeopleDrawer();
  const shown = useMemo(() => reached(result.regularity), [result]);
  const interval = request.interval ?? 'week';
  const times = useCallback(
    (count: number) => t(`activity.times.${interval}`, { count, shown: format.number(count) }),
    [interval, format, t],
  );
  const words = {
    people: t('activity.stickiness.share'),
    before: t('reports.overview.before'),
    atLeast: t('activity.stickiness.atLeast'),
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow `t`
  const option = useMemo(
    () => stickinessOption(shown, result.comparison, palette, format, { ...words, times }),
    [shown, result, palette, format, times, t],
  );
  const open = useCallback(
    (periods: number, orMore = false) =>
      openPeople({
        title: orMore ? t('activity.stickiness.orMore', { times: times(periods) }) : times(periods),
        query: { kind: 'stickiness', activity: request, period: periods, orMore },
      }),
    [openPeople, request, times, t],
  );
  const click = useCallback(
    ({ dataIndex, seriesName }: ChartClick) => {
      const bar = shown.bars[dataIndex ?? -1];
      if (bar) open(bar.periods, seriesName === words.atLeast);
    },
    [shown, open, words.atLeast],
  );
  const { regularity, comparison } = result;
  const title = t('activity.stickiness.title', { counted: times(regularity.periods) });
  return (
    <Stack gap={16}>
      <Figures columns={3}>
        <Figure
          label={t('activity.people')}
          value={format.number(regularity.persons)}
          delta={deltaOf(regularity.persons, comparison?.persons)}
          onClick={() => openPeople({ title: t('activity.people'), query: { kind: 'stickiness', activity: request } })}
        />
        <Figure
          label={t(`activity.stickiness.mean.${interval}`)}
          value={format.number(regularity.mean, 2)}
          delta={deltaOf(regularity.mean, comparison?.mean)}
        />
        <Figure
          label={t('activity.stickiness.rate')}
          value={format.percent(regularity.mean / regularity.periods)}
          counted="stickiness"
        />
      </Figures>
      <ChartOrTable
        title={title}
        counted="stickiness"
        chart={
          <>
            <ChartKey
              entries={[
                { label: words.people, color: palette.accent },
                { label: words.atLeast, color: palette.highlight },
                ...(comparison ? [{ label: words.before, color: palette.soft, dashed: true }] : []),
              ]}
            />
            <Chart option={option} height={300} label={t('activity.stickiness.chartLabel')} onClick={click} />
          </>
        }
        table={
          <DataTable
            label={title}
            rows={shown.bars}
            rowKey={(bar) => String(bar.periods)}
            maxHeight={420}
            columns={[
              { key: 'periods', header: t('activity.active'), cell: (bar) => times(bar.periods) },
              {
                key: 'persons',
                header: t('activity.people'),
                figure: true,
                cell: (bar) => (
                  <FigureButton onClick={() => open(bar.periods)}>{format.number(bar.persons)}</FigureButton>
                ),
              },
              { key: 'share', header: words.people, figure: true, cell: (bar) => format.percent(bar.share) },
              {
                key: 'atLeast',
                header: words.atLeast,
                figure: true,
                cell: (bar) => (
                  <FigureButton onClick={() => open(bar.periods, true)}>{format.percent(bar.atLeast)}</FigureButton>
                ),
              },
            ]}
          />
        }
      />
    </Stack>
  );
}
