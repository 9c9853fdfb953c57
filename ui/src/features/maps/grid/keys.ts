import type { KeyboardEvent } from 'react';
import type { MapActions, MapUi } from '../editor/useMapEditing';
import { type Cells, cellKey, isArrow, noCards, type Spot } from '../model/grid.model';

type Action = (() => void) | null;

/** Whether the key belongs to a field, button or slider inside a card. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return target.closest('[data-spot]') !== target;
}

function whileGrabbed(key: string, actions: MapActions): Action {
  if (key === 'Escape') return actions.putBack;
  return key === ' ' || key === 'Enter' || key === 'Tab' ? actions.letGo : null;
}

function onCard(event: KeyboardEvent, card: string, actions: MapActions): Action {
  switch (event.key) {
    case 'Enter':
      return event.shiftKey ? () => actions.open(card) : () => actions.edit(card);
    case 'F2':
      return () => actions.edit(card);
    case 'Delete':
    case 'Backspace':
      return () => (actions.selecting.isSelecting() ? actions.selecting.remove() : actions.remove(card));
    case ' ':
      return () => actions.grab(card);
    case 'c':
    case 'C':
      return () => actions.open(card, true);
    default:
      return null;
  }
}

function withControl(key: string, { selecting }: MapActions): Action {
  if (key === 'a' || key === 'A') return selecting.all;
  return key === 'd' || key === 'D' ? selecting.duplicate : null;
}

function actionFor(event: KeyboardEvent, ui: MapUi, spot: Spot, cells: Cells, actions: MapActions): Action {
  const { key } = event;
  const { card, stage, lane } = spot;
  if (isArrow(key)) {
    if (event.shiftKey) return () => actions.selecting.extend(key);
    const moves = event.altKey || (ui.grabbed !== null && ui.grabbed.card === card);
    return card !== null && moves ? () => actions.move(card, key) : () => actions.walk(key);
  }
  if (event.metaKey || event.ctrlKey) return withControl(key, actions);
  if (key === 'Home' || key === 'End') return () => actions.edge(key);
  if (ui.grabbed !== null) return whileGrabbed(key, actions);
  if (key === 'Escape') return actions.selecting.isSelecting() ? actions.selecting.clear : actions.close;
  const addHere = () => actions.startNew(stage, lane, (cells.get(cellKey(stage, lane)) ?? noCards).length);
  if (key === 'n' || key === '+') return addHere;
  if (card === null) return key === 'Enter' || key === ' ' ? addHere : null;
  return onCard(event, card, actions);
}

/** The keyboard of the grid, in one place for all cards. */
export function handleKey(event: KeyboardEvent, ui: MapUi, cells: Cells, actions: MapActions): void {
  if (ui.spot === null || belongsElsewhere(event)) return;
  const action = actionFor(event, ui, ui.spot, cells, actions);
  if (action === null) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
