import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedDocument } from '@/kit/edit/document.model';
import { useMay } from '@/kit/may';
import { type MapUi, useMapActions } from '../editor/useMapEditing';
import { type Cells, cellKey, firstSpot, noCards } from '../model/grid.model';
import type { CardLive, MapLive } from '../model/live.model';
import { addLane, addStage, laneKinds, type MapContent } from '../model/map.model';
import { Cell } from './Cell';
import { DragLayer } from './DragLayer';
import { EmotionLane } from './EmotionLane';
import { KeysHelp } from './KeysHelp';
import { handleKey } from './keys';
import { LaneHead } from './LaneHead';
import css from './MapGrid.module.css';
import { headOf, StageHead } from './StageHead';
import { useMarquee } from './useMarquee';

type Props = {
  label: string;
  map: MapContent;
  document: EditedDocument<MapContent>;
  cells: Cells;
  ui: MapUi;
  live: MapLive | undefined;
  cards: ReadonlyMap<string, CardLive>;
};

/** Moves the browser's focus to where the keyboard of the grid is. */
function useFocusOnSpot(ui: MapUi) {
  const grid = useRef<HTMLElement>(null);
  const { spot, editing } = ui;
  const wanted = useRef(false);
  useEffect(() => {
    if (spot === null || editing !== null || !grid.current) return;
    const inside = grid.current.contains(window.document.activeElement);
    const lost = window.document.activeElement === window.document.body;
    if (!inside && !(lost && wanted.current)) return;
    wanted.current = true;
    const selector =
      spot.card === null
        ? `[data-empty="${CSS.escape(cellKey(spot.stage, spot.lane))}"]`
        : `[data-card="${CSS.escape(spot.card)}"]`;
    grid.current.querySelector<HTMLElement>(selector)?.focus();
  }, [spot, editing]);
  return grid;
}

const columnsOf = (map: MapContent) =>
  map.stages.map(({ width }) => (width === undefined ? 'minmax(168px, 1fr)' : `${width}px`)).join(' ');

/** The narrowest that the grid gets before it scrolls. */
const leastOf = (map: MapContent) => `${map.stages.reduce((sum, { width }) => sum + (width ?? 168), 176)}px`;

/** Whether keys and the clipboard belong to a field of text. */
const inField = (event: { target: EventTarget }) =>
  (event.target as HTMLElement).closest('input, textarea, [contenteditable]') !== null;

/** Of a folded lane, how much is in it. */
function Folded({ map, lane }: { map: MapContent; lane: MapContent['lanes'][number] }) {
  const { t } = useTranslation();
  const count = lane.kind === 'emotions' ? map.emotions.length : map.cards.filter((c) => c.lane === lane.id).length;
  return <div className={css.folded}>{t('mapwork.lane.folded', { count })}</div>;
}

export function MapGrid({ label, map, document, cells, ui, live, cards }: Props) {
  const { t } = useTranslation();
  const may = useMay('edit');
  const actions = useMapActions();
  const grid = useFocusOnSpot(ui);
  const spot = ui.spot ?? firstSpot(map, cells);
  const follow = (event: FocusEvent) => {
    const found = (event.target as HTMLElement).closest<HTMLElement>('[data-spot]');
    if (!found) return;
    const card = map.cards.find((candidate) => candidate.id === found.dataset.card);
    const [lane = '', stage = ''] = card ? [card.lane, card.stage] : (found.dataset.empty ?? '').split('\u001f');
    const next = { stage, lane, card: card?.id ?? null };
    if (ui.spot?.card !== next.card || ui.spot.lane !== lane || ui.spot.stage !== stage) actions.focus(next);
  };
  const marquee = useMarquee(grid, actions.selecting.select);
  const [help, setHelp] = useState(false);
  const missing = laneKinds.filter((kind) => !map.lanes.some((lane) => lane.kind === kind));
  return (
    <DragLayer map={map}>
      {(hint) => (
        <section
          ref={grid}
          className={css.scroll}
          aria-label={label}
          onFocus={follow}
          {...marquee.handlers}
          onCopy={(event) => inField(event) || actions.selecting.onCopy(event)}
          onCut={(event) => inField(event) || actions.selecting.onCut(event)}
          onPaste={(event) => inField(event) || actions.selecting.onPaste(event)}
          onKeyDown={(event) => {
            if (event.key === '?' && !inField(event)) {
              event.preventDefault();
              event.stopPropagation();
              setHelp(true);
            } else handleKey(event, { ...ui, spot }, cells, actions);
          }}
        >
          <p id="map-keys" hidden>
            {t('maps.grid.keys')}
          </p>
          {help && <KeysHelp close={() => setHelp(false)} />}
          {marquee.frame && <div className={css.marquee} style={marquee.frame} />}
          <div
            className={css.grid}
            style={{ '--columns': columnsOf(map), '--least': leastOf(map) } as React.CSSProperties}
          >
            <div className={css.corner}>
              {may && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<IconPlus size={14} />}
                  onClick={() => document.change((content) => addStage(content, t('maps.stage.new')))}
                >
                  {t('maps.stage.add')}
                </Button>
              )}
            </div>
            {map.stages.map((stage, place) => (
              <StageHead key={stage.id} stage={stage} document={document} {...headOf(map, place, live)} />
            ))}
            {map.lanes.map((lane, place) => (
              <div
                key={lane.id}
                className={css.row}
                data-tall={(lane.height !== undefined && !lane.collapsed && lane.kind !== 'emotions') || undefined}
                style={lane.height === undefined ? {} : ({ '--tall': `${lane.height}px` } as React.CSSProperties)}
              >
                <LaneHead lane={lane} first={place === 0} last={place === map.lanes.length - 1} document={document} />
                {lane.collapsed ? (
                  <Folded map={map} lane={lane} />
                ) : lane.kind === 'emotions' ? (
                  <EmotionLane
                    stages={map.stages}
                    emotions={map.emotions}
                    measured={live?.stages}
                    document={document}
                    height={lane.height}
                  />
                ) : (
                  map.stages.map((stage) => {
                    const key = cellKey(stage.id, lane.id);
                    const here = spot?.stage === stage.id && spot.lane === lane.id;
                    const inCell = cells.get(key) ?? noCards;
                    const own = (id: string | null | undefined) =>
                      id && inCell.some((card) => card.id === id) ? id : null;
                    const editing = ui.editing;
                    const editsHere =
                      editing?.kind === 'new'
                        ? editing.stage === stage.id && editing.lane === lane.id
                        : own(editing?.card) !== null;
                    return (
                      <Cell
                        key={key}
                        stage={stage}
                        lane={lane.id}
                        kind={lane.kind}
                        laneName={lane.name ?? t(`maps.lane.${lane.kind}`)}
                        cards={inCell}
                        live={cards}
                        current={here ? (spot.card ?? '') : null}
                        panel={own(ui.panel)}
                        grabbed={own(ui.grabbed?.card)}
                        editing={editsHere ? editing : null}
                        hint={hint?.key === key ? hint.index : null}
                      />
                    );
                  })
                )}
              </div>
            ))}
          </div>
          {may && missing.length > 0 && (
            <Menu position="top-start">
              <Menu.Target>
                <Button className={css.addLane} variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />}>
                  {t('maps.lane.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {missing.map((kind) => (
                  <Menu.Item key={kind} onClick={() => document.change((content) => addLane(content, kind))}>
                    {t(`maps.lane.${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </section>
      )}
    </DragLayer>
  );
}
