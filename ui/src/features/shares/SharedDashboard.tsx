import { Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { type CSSProperties, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { QueryView } from '@/kit/QueryView';
import { LoadingState } from '@/kit/states';
import { SummaryView } from '@/kit/summary/SummaryView';
import css from '@/kit/summary/Tiles.module.css';
import { useSharedTile } from './queries';

type Tile = Schemas['SharedTile'];

export function SharedDashboard({ token, tiles }: { token: string; tiles: readonly Tile[] }) {
  return (
    <div className={css.grid}>
      {tiles.map((tile) => (
        <div
          key={tile.id}
          className={css.place}
          style={{ ['--width' as string]: tile.width, ['--height' as string]: tile.height } as CSSProperties}
        >
          <OneTile token={token} tile={tile} />
        </div>
      ))}
    </div>
  );
}

/** It asks for its figures when it comes into sight. */
function OneTile({ token, tile }: { token: string; tile: Tile }) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (entry?.isIntersecting) setSeen(true);
  }, [entry]);
  const { report } = tile;
  const title = tile.title || (report ? t(`common.report.${report.kind}`) : t('dashboards.notes'));
  return (
    <section ref={ref} className={css.tile} aria-label={title} data-testid="tile">
      <header className={css.head}>
        <Text component="h2" fw={600} size="sm" className={css.title ?? ''}>
          {title}
        </Text>
        {report?.period && (
          <Text size="xs" c="dimmed" className={css.period ?? ''}>
            {t(`common.filter.period.${report.period}`)}
          </Text>
        )}
      </header>
      <div className={css.body}>
        {tile.text !== undefined && <p className={css.text}>{tile.text}</p>}
        {report && <Answer token={token} id={tile.id} report={report} title={tile.title ?? ''} inSight={seen} />}
      </div>
    </section>
  );
}

type AnswerProps = { token: string; id: string; report: Schemas['SharedReport']; title: string; inSight: boolean };

function Answer({ token, id, report, title, inSight }: AnswerProps) {
  const answer = useSharedTile(token, id, inSight);
  return (
    <QueryView query={answer} loading={<LoadingState rows={report.show === 'figure' ? 1 : 3} height={28} />}>
      {(summary) => <SummaryView report={report} summary={summary} title={title} />}
    </QueryView>
  );
}
