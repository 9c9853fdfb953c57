import { useTranslation } from 'react-i18next';
import { TimeChart } from '@/kit/annotations/TimeChart';
import { channelName } from '@/kit/channels';
import { categoryAxis, tooltip, valueAxis } from '@/kit/chart/options';
import { type ChartPalette, useChartPalette } from '@/kit/chart/palette';
import { DataTable, FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import type { Format } from '@/kit/format.model';
import { Section } from '@/kit/Page';
import type { PeopleQuery } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import type { JourneyMap } from '../model/map.model';
import css from './Conformance.module.css';
import type { Part, Parts } from './conformance.model';
import { useParts } from './queries';
import { type CasesPart, useCases } from './useCases';

/** The fit over time, by persona and by channel. */
export function TrendAndParts({ map, scope }: { map: JourneyMap; scope: Scope }) {
  const { t, i18n } = useTranslation();
  const parts = useParts(map, scope);
  return (
    <QueryView query={parts}>
      {(result) => (
        <>
          <Trend map={map} scope={scope} parts={result} />
          <div className={css.parts}>
            <PartTable
              title={t('conformance.channels')}
              rows={result.channels}
              map={map}
              scope={scope}
              of={({ id }) => ({ value: id })}
              name={(part) => channelName(part.name, t, i18n.exists)}
            />
            {result.personas.length > 0 && (
              <PartTable
                title={t('conformance.personas')}
                rows={result.personas}
                map={map}
                scope={scope}
                of={({ id }) => ({ persona: id })}
                name={(part) => part.name}
              />
            )}
          </div>
        </>
      )}
    </QueryView>
  );
}

function Trend({ map, scope, parts }: { map: JourneyMap; scope: Scope; parts: Parts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const palette = useChartPalette();
  const showCases = useCases(map.id, scope);
  const words = { rate: t('conformance.figure.rate'), fitness: t('conformance.figure.fitness') };
  return (
    <Section title={t('conformance.trend')} counted="mapTrend">
      <TimeChart
        label={t('conformance.trend')}
        height={240}
        buckets={parts.trend.map((point) => point.start)}
        option={trendOption(parts, words, palette, format)}
        onClick={({ dataIndex }) => {
          const start = parts.trend[dataIndex ?? -1]?.start;
          if (start) showCases('fitting', { cohort: start }, format.calendarDay(start));
        }}
      />
    </Section>
  );
}

function trendOption(
  parts: Parts,
  words: { rate: string; fitness: string },
  palette: ChartPalette,
  format: Format,
): Record<string, unknown> {
  const value = (pick: (figures: Parts['trend'][number]['figures']) => number) =>
    parts.trend.map(({ figures }) => (figures.cases === 0 ? null : pick(figures)));
  const low = value((figures) => figures.conformanceRate.low);
  const width = value((figures) => figures.conformanceRate.high - figures.conformanceRate.low);
  const band = {
    type: 'line',
    stack: 'band',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  const [first, second] = palette.series;
  return {
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    legend: { data: [words.rate, words.fitness], left: 0, top: 0, textStyle: { color: palette.ink } },
    tooltip: tooltip(palette, {
      valueFormatter: (share: number | null) => (share == null ? '–' : format.percent(share)),
    }),
    xAxis: categoryAxis(
      palette,
      parts.trend.map((point) => format.calendarDay(point.start)),
    ),
    yAxis: { ...valueAxis(palette, (share) => format.percent(share, 0)), max: 1 },
    series: [
      { ...band, data: low },
      { ...band, data: width, areaStyle: { color: first, opacity: 0.15 } },
      {
        name: words.rate,
        type: 'line',
        showSymbol: parts.trend.length < 20,
        data: value((figures) => figures.conformanceRate.value),
        lineStyle: { width: 2 },
        color: first,
      },
      {
        name: words.fitness,
        type: 'line',
        showSymbol: false,
        data: value((figures) => figures.fitness),
        lineStyle: { width: 2 },
        color: second,
      },
    ],
  };
}

type PartTableProps = {
  title: string;
  rows: readonly Part[];
  map: JourneyMap;
  scope: Scope;
  of: (part: Part) => Pick<PeopleQuery, 'value' | 'persona'>;
  name: (part: Part) => string;
};

function PartTable({ title, rows, map, scope, of, name }: PartTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const showCases = useCases(map.id, scope);
  const behind = (row: Part, part: CasesPart, figure: string) => (
    <FigureButton onClick={() => showCases(part, of(row), name(row))}>{figure}</FigureButton>
  );
  const range = ({ low, high }: { low: number; high: number }) => (
    <span className={css.range}>
      {format.percent(low, 0)} – {format.percent(high, 0)}
    </span>
  );
  return (
    <Section title={title} counted="mapParts" flush>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: title, cell: name },
          {
            key: 'cases',
            header: t('conformance.column.cases'),
            figure: true,
            cell: (row) => behind(row, 'all', format.number(row.figures.cases)),
          },
          {
            key: 'fitness',
            header: t('conformance.figure.fitness'),
            figure: true,
            cell: (row) => behind(row, 'deviating', format.percent(row.figures.fitness, 0)),
          },
          {
            key: 'rate',
            header: t('conformance.figure.rate'),
            figure: true,
            cell: (row) => (
              <>
                {behind(row, 'fitting', format.percent(row.figures.conformanceRate.value, 0))}
                {range(row.figures.conformanceRate)}
              </>
            ),
          },
          {
            key: 'goal',
            header: t('conformance.column.reach'),
            figure: true,
            cell: (row) => (
              <>
                {behind(row, 'converted', format.percent(row.figures.conversion.value))}
                {range(row.figures.conversion)}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
