import { ActionIcon, Menu, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconDots, IconExternalLink, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { GoalTile } from '@/kit/goal/GoalTile';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import { QueryView } from '@/kit/QueryView';
import { ErrorState, LoadingState } from '@/kit/states';
import { peopleOf } from '@/kit/summary/people.model';
import { type OpenPart, SummaryView } from '@/kit/summary/SummaryView';
import tiles from '@/kit/summary/Tiles.module.css';
import css from './Dashboard.module.css';
import type { Tile } from './dashboard.model';
import { useSummary } from './queries';
import { scopeOf } from './tileScope';

export type TileActions = {
  edit: () => void;
  remove: () => void;
  /** Steps in the reading order. */
  move: (steps: number) => void;
  /** Twelfths and rows more or less. */
  grow: (width: number, height: number) => void;
};

type Props = {
  tile: Tile;
  scope: Schemas['Scope'];
  lastDay: string;
  every: number | false;
  actions: TileActions | null;
  /** Attributes of the handle that drags the tile. */
  handle?: Record<string, unknown>;
  onResize?: (event: PointerEvent<HTMLElement>) => void;
};

/** When a tile out of sight asks too, so that the whole page can be printed. */
const askAnyway = 4_000;

/** One tile; it asks for its report when it comes into sight, or later. */
export function TileView({ tile, scope, lastDay, every, actions, handle, onResize }: Props) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (entry?.isIntersecting) setSeen(true);
  }, [entry]);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), askAnyway);
    return () => clearTimeout(timer);
  }, []);
  const title = titleOf(tile, t);
  return (
    <section ref={ref} className={tiles.tile} aria-label={title} data-testid="tile">
      <header className={tiles.head}>
        {actions && <Handle title={title} actions={actions} handle={handle} />}
        <Text component="h2" fw={600} size="sm" className={tiles.title}>
          {tile.report ? (
            <PathLink
              path={`reports/${tile.report.kind}`}
              search={reportSearch(tile.report)}
              className={css.open ?? ''}
              title={t('dashboards.tile.open')}
            >
              {title}
            </PathLink>
          ) : tile.goal !== undefined ? (
            <PathLink path="maps/goals" className={css.open ?? ''}>
              {title}
            </PathLink>
          ) : (
            title
          )}
        </Text>
        {tile.report?.period && (
          <Text size="xs" c="dimmed" className={tiles.period}>
            {t(`common.filter.period.${tile.report.period}`)}
          </Text>
        )}
        <TileMenu tile={tile} title={title} actions={actions} />
      </header>
      <div className={tiles.body}>
        {tile.goal !== undefined && seen && <GoalTile id={tile.goal} />}
        {tile.text !== undefined && <p className={tiles.text}>{tile.text}</p>}
        {tile.report && (
          <Answer
            tile={tile}
            scope={scopeOf(tile.report, scope, lastDay)}
            asks={seen}
            every={entry?.isIntersecting ? every : false}
          />
        )}
      </div>
      {actions && (
        // The keyboard resizes by the handle's keys.
        <span className={css.corner} onPointerDown={onResize} aria-hidden />
      )}
    </section>
  );
}

/** The report as the tile shows it, in its own period. */
const reportSearch = (report: NonNullable<Tile['report']>) => ({
  q: report.request,
  ...(report.period ? { period: report.period } : {}),
});

export function titleOf(tile: Tile, t: (key: string) => string): string {
  if (tile.title) return tile.title;
  if (tile.report) return t(`common.report.${tile.report.kind}`);
  return t(tile.goal === undefined ? 'dashboards.notes' : 'dashboards.goal');
}

function Handle({ title, actions, handle }: { title: string; actions: TileActions; handle: Props['handle'] }) {
  const { t } = useTranslation();
  const steps: Record<string, [number, number]> = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.shiftKey) actions.grow(...step);
    else actions.move(step[0] + step[1]);
  };
  return (
    <button
      type="button"
      className={`${css.handle} no-print`}
      {...handle}
      aria-label={t('dashboards.tile.handle', { title })}
      title={t('dashboards.tile.handleHelp')}
      onKeyDown={onKeyDown}
    >
      <IconGripVertical size={16} stroke={1.6} aria-hidden />
    </button>
  );
}

function TileMenu({ tile, title, actions }: { tile: Tile; title: string; actions: TileActions | null }) {
  const { t } = useTranslation();
  if (!tile.report && !actions) return null;
  return (
    <Menu position="bottom-end" shadow="md" width={200} trapFocus returnFocus>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          className="no-print"
          aria-label={t('dashboards.tile.menu', { title })}
        >
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {tile.report && (
          <Menu.Item
            component={PathLink}
            path={`reports/${tile.report.kind}`}
            search={reportSearch(tile.report)}
            leftSection={<IconExternalLink size={16} stroke={1.6} />}
          >
            {t('dashboards.tile.open')}
          </Menu.Item>
        )}
        {actions && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={actions.edit}>
              {t('common.edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={16} stroke={1.6} />} onClick={actions.remove}>
              {t('common.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

type AnswerProps = { tile: Tile; scope: Schemas['Scope']; asks: boolean; every: number | false };

function Answer({ tile, scope, asks, every }: AnswerProps): ReactNode {
  const report = tile.report as NonNullable<Tile['report']>;
  const summary = useSummary(report, scope, asks, every);
  const openPeople = usePeopleDrawer();
  const people = useCallback<NonNullable<OpenPart>>(
    (part, title) => {
      const query = peopleOf(report.kind, { ...report.request, scope }, part);
      return query === null ? undefined : () => openPeople({ title, query });
    },
    [report, scope, openPeople],
  );
  if (summary.isError && summary.data === undefined) {
    return <ErrorState error={summary.error} retry={() => summary.refetch()} />;
  }
  return (
    <QueryView query={summary} loading={<LoadingState rows={report.show === 'figure' ? 1 : 3} height={28} />}>
      {(answer) => <SummaryView report={report} summary={answer} title={tile.title ?? ''} people={people} />}
    </QueryView>
  );
}
