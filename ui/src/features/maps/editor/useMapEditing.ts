import { createContext, useContext, useMemo, useRef, useState } from 'react';
import type { EditedDocument } from '@/kit/edit/document.model';
import { newId } from '@/kit/edit/newId';
import { type Arrow, type Cells, cellKey, nextPlace, nextSpot, type Spot, spotAfterRemoval } from '../model/grid.model';
import { addCard, editCard, type MapContent, moveCard, type Place, placeOf, removeCard } from '../model/map.model';
import type { MarkStore } from '../model/marks.model';
import { selectingOn } from './selecting';

export type Editing = { kind: 'card'; card: string } | { kind: 'new'; stage: string; lane: string; index: number };
export type MapUi = {
  /** Where the keyboard is. */
  spot: Spot | null;
  editing: Editing | null;
  /** The card whose panel is open. */
  panel: string | null;
  /** Whether the panel shows the comments. */
  talking: boolean;
  /** A card picked up with the keyboard, and where it came from. */
  grabbed: { card: string; home: Place } | null;
};
const quiet: MapUi = { spot: null, editing: null, panel: null, talking: false, grabbed: null };

export type MapActions = ReturnType<typeof actionsOn>;
type Ports = {
  document: EditedDocument<MapContent>;
  cells: () => Cells;
  ui: () => MapUi;
  change: (change: Partial<MapUi>) => void;
  marks: MarkStore;
  may: boolean;
};

function cardsAround({ document, cells, ui, change }: Ports) {
  const map = () => document.snapshot().content;
  const cardOf = (id: string | null) => map().cards.find((card) => card.id === id);
  return { map, cells, cardOf, ui, change };
}

/** Everything a person can do with cards; the same for pointer, keyboard and touch. */
function actionsOn(ports: Ports) {
  const { document } = ports;
  const { map, cells, cardOf, ui, change } = cardsAround(ports);
  const selecting = selectingOn({
    document,
    cells,
    marks: ports.marks,
    spot: () => ui().spot,
    focus: (spot) => change({ spot }),
    may: ports.may,
  });
  const release = () => change({ grabbed: null });
  const actions = {
    selecting,
    focus: (spot: Spot) => change({ spot }),
    /** `talking`: at its comments. */
    open: (card: string, talking = false) => change({ panel: card, editing: null, talking }),
    close: () => change({ panel: null, talking: false }),
    /** To a card, or to the first place of a stage. */
    jump: ({ stage, card }: { stage?: string; card?: string }) => {
      const found = cardOf(card ?? null);
      const [lane] = map().lanes.filter((candidate) => candidate.kind !== 'emotions');
      const target = found?.stage ?? stage;
      if (target === undefined || (!found && !lane)) return;
      change({
        spot: { stage: target, lane: found?.lane ?? lane?.id ?? '', card: found?.id ?? null },
        panel: found?.id ?? null,
      });
      const where = found ? `[data-card="${CSS.escape(found.id)}"]` : `[data-stage="${CSS.escape(target)}"]`;
      window.document.querySelector(where)?.scrollIntoView({ block: 'center', inline: 'center' });
    },
    /** The first or the last card of the lane. */
    edge: (key: 'Home' | 'End') => {
      const { spot } = ui();
      const stage = key === 'Home' ? map().stages[0] : map().stages.at(-1);
      if (!spot || !stage) return;
      const [card] = cells().get(cellKey(stage.id, spot.lane)) ?? [];
      change({ spot: { stage: stage.id, lane: spot.lane, card: card?.id ?? null } });
    },
    edit: (card: string) => change({ editing: { kind: 'card', card } }),
    startNew: (stage: string, lane: string, index: number) => change({ editing: { kind: 'new', stage, lane, index } }),
    stopEditing: () => change({ editing: null }),
    walk: (arrow: Arrow) => {
      const { spot } = ui();
      if (spot) change({ spot: nextSpot(map(), cells(), spot, arrow) });
    },
    /** Adds the card that was typed; `again` opens the place for the next one below it. */
    add: (title: string, again: boolean) => {
      const { editing } = ui();
      if (editing?.kind !== 'new' || title.trim() === '') return change({ editing: null });
      const { stage, lane, index } = editing;
      const card = { id: newId('c-'), stage, lane, title: title.trim() };
      document.change((content) => addCard(content, card, index));
      change({
        spot: { stage, lane, card: card.id },
        editing: again ? { kind: 'new', stage, lane, index: index + 1 } : null,
      });
    },
    rename: (id: string, title: string) => {
      const card = cardOf(id);
      if (card && title.trim() !== '' && title.trim() !== card.title) {
        document.change((content) => editCard(content, id, { title: title.trim() }));
      }
      change({ editing: null, ...(card ? { spot: { stage: card.stage, lane: card.lane, card: id } } : {}) });
    },
    remove: (id: string) => {
      const card = cardOf(id);
      if (!card) return;
      const spot = spotAfterRemoval(cells(), card);
      document.change((content) => removeCard(content, id));
      change({ spot, panel: ui().panel === id ? null : ui().panel, editing: null, grabbed: null });
    },
    drop: (id: string, place: Place) => {
      selecting.drop(id, place);
      change({ spot: { stage: place.stage, lane: place.lane, card: id } });
    },
    move: (id: string, arrow: Arrow) => {
      if (selecting.isSelecting()) return selecting.move(arrow);
      const card = cardOf(id);
      const place = card && nextPlace(map(), cells(), card, arrow);
      if (!place) return;
      document.change((content) => moveCard(content, id, place), `move:${id}`);
      change({ spot: { stage: place.stage, lane: place.lane, card: id } });
    },
    grab: (id: string) => {
      const home = placeOf(map(), id);
      document.seal();
      if (home) change({ grabbed: { card: id, home } });
    },
    letGo: () => {
      document.seal();
      release();
    },
    putBack: () => {
      const { grabbed } = ui();
      if (!grabbed) return;
      document.change((content) => moveCard(content, grabbed.card, grabbed.home), `move:${grabbed.card}`);
      change({ spot: { ...grabbed.home, card: grabbed.card }, grabbed: null });
      document.seal();
    },
  };
  return actions;
}

const context = createContext<MapActions | null>(null);
export const MapActionsProvider = context.Provider;

export function useMapActions(): MapActions {
  const actions = useContext(context);
  if (actions === null) throw new Error('useMapActions outside of a map');
  return actions;
}

/** `may`: whether cards may be changed, or only looked at. */
export function useMapEditing(document: EditedDocument<MapContent>, cells: Cells, marks: MarkStore, may: boolean) {
  const [ui, setUi] = useState(quiet);
  const current = useRef({ ui, cells });
  current.current.cells = cells;
  const actions = useMemo(() => {
    const all = actionsOn({
      document,
      marks,
      may,
      cells: () => current.current.cells,
      ui: () => current.current.ui,
      change: (change) => {
        current.current.ui = { ...current.current.ui, ...change };
        setUi(current.current.ui);
      },
    });
    return may ? all : { ...all, edit: () => {}, startNew: () => {}, remove: () => {}, grab: () => {}, drop: () => {} };
  }, [document, marks, may]);
  return { ui, actions };
}
