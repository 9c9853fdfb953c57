import { Text } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { ChartOrTable } from '@/kit/chart/ChartOrTable';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { ProcessGraph } from '@/kit/process/ProcessGraph';
import { type Arrow, type ProcessResult, partOf } from '@/kit/process/process.model';
import { useActivityName } from '@/kit/process/useActivityName';
import { medianOf } from '../median.model';
import css from './Process.module.css';
import { Variants } from './Variants';

type Props = { result: ProcessResult; request: Schemas['ProcessRequest'] };

export function ProcessView({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const name = useActivityName(result.grouped);
  const openArrow = useCallback(
    (arrow: Arrow) =>
      openPeople({
        title: `${name(arrow.from)} → ${name(arrow.to)}`,
        query: { kind: 'process', process: request, ...partOf(arrow) },
      }),
    [openPeople, name, request],
  );
  const openActivity = useCallback(
    (label: string) => openPeople({ title: name(label), query: { kind: 'process', process: request, label } }),
    [openPeople, name, request],
  );
  return (
    <div className={css.columns}>
      <ChartOrTable
        title={t(`process.cases.${request.per ?? 'session'}`, {
          count: result.cases,
          shown: format.number(result.cases),
        })}
        counted="process"
        chart={
          <>
            <ProcessGraph result={result} name={name} openArrow={openArrow} openActivity={openActivity} />
            <Text size="xs" c="dimmed" mt={8}>
              {t('process.shown', { shown: result.edges.length, all: result.allEdges })}
            </Text>
          </>
        }
        table={
          <DataTable
            label={t('common.report.process')}
            rows={result.edges}
            rowKey={(edge) => `${edge.from}>${edge.to}`}
            columns={[
              { key: 'from', header: t('common.filter.from'), cell: (edge) => name(edge.from) },
              { key: 'to', header: t('common.filter.to'), cell: (edge) => name(edge.to) },
              {
                key: 'count',
                header: t('reports.paths.times'),
                figure: true,
                cell: (edge) => format.number(edge.count),
              },
              {
                key: 'persons',
                header: t('common.nav.people'),
                figure: true,
                cell: (edge) => (
                  <FigureButton onClick={() => openArrow(edge)}>{format.number(edge.persons)}</FigureButton>
                ),
              },
              {
                key: 'median',
                header: t('reports.paths.medianHeader'),
                figure: true,
                cell: (edge) => medianOf(edge.medianSeconds, edge.interval, format),
              },
              {
                key: 'p90',
                header: t('process.p90'),
                figure: true,
                cell: (edge) => format.duration(edge.p90Seconds * 1000),
              },
            ]}
          />
        }
      />
      <Variants result={result} request={request} name={name} />
    </div>
  );
}
