import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { countedTopics } from '@/kit/countedTopics';
import { Figures } from '@/kit/Figures';
import figures from '@/kit/Figures.module.css';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import { OneFigure, SummaryView, TableView } from '@/kit/summary/SummaryView';
import { pictureOf } from '@/kit/summary/summary.model';
import { useSharedTile } from './queries';
import css from './Shared.module.css';

const isCounted = (kind: string) => (countedTopics as readonly string[]).includes(kind);

/** A report for anybody: its figures, its chart, all its tables. */
export function SharedReport({ token, tile }: { token: string; tile: Schemas['SharedTile'] }) {
  const { t } = useTranslation();
  const answer = useSharedTile(token, tile.id, true);
  const { report } = tile;
  if (report === undefined) return null;
  return (
    <QueryView query={answer}>
      {(summary) => {
        const [first] = summary.tables;
        const drawn = first !== undefined && first.rows.length > 0 && pictureOf(report.kind, first, undefined) !== null;
        return (
          <Stack gap={16}>
            {summary.figures.length > 0 && (
              <Figures>
                {summary.figures.map((one) => (
                  <div key={one.key} className={figures.tile}>
                    <OneFigure one={one} title="" />
                  </div>
                ))}
              </Figures>
            )}
            {drawn && (
              <Section
                title={t(`common.report.${report.kind}`)}
                {...(isCounted(report.kind) ? { counted: report.kind } : {})}
              >
                <div className={css.chart}>
                  <SummaryView report={report} summary={summary} title="" />
                </div>
              </Section>
            )}
            {summary.tables.map((table) => (
              <Section key={table.key} title={table.name} flush>
                <TableView summary={summary} table={table} />
              </Section>
            ))}
          </Stack>
        );
      }}
    </QueryView>
  );
}
