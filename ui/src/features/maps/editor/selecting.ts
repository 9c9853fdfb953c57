import type { ClipboardEvent } from 'react';
import type { EditedDocument } from '@/kit/edit/document.model';
import { type Arrow, type Cells, nextPlace, nextSpot, type Spot } from '../model/grid.model';
import { type MapContent, moveCard, removeCard } from '../model/map.model';
import type { MarkStore } from '../model/marks.model';
import { clipOf, clipOfText, moveCards, pasteClip, rangeOf, readClip, readingOrder } from '../model/select.model';

const clipType = 'application/x-percorso-cards';
const none: ReadonlySet<string> = new Set();

export type Ports = {
  document: EditedDocument<MapContent>;
  cells: () => Cells;
  marks: MarkStore;
  spot: () => Spot | null;
  focus: (spot: Spot) => void;
  may: boolean;
};

export type Selecting = ReturnType<typeof selectingOn>;

/** Everything that is done with several cards at once. */
export function selectingOn({ document, cells, marks, spot, focus, may }: Ports) {
  const map = () => document.snapshot().content;
  let anchor: string | null = null;
  const select = (cards: ReadonlySet<string>) => marks.select(cards);
  const chosen = (): ReadonlySet<string> => {
    const known = new Set(map().cards.map((card) => card.id));
    const selected = [...marks.selection()].filter((id) => known.has(id));
    const current = spot()?.card;
    return new Set(selected.length > 0 ? selected : current ? [current] : []);
  };
  const spotOf = (id: string): Spot | null => {
    const card = map().cards.find((candidate) => candidate.id === id);
    return card ? { stage: card.stage, lane: card.lane, card: id } : null;
  };
  const remove = () => {
    const ids = chosen();
    const last = map().cards.find((card) => ids.has(card.id));
    if (!may || !last) return;
    document.change((content) => [...ids].reduce(removeCard, content));
    select(none);
    const left = map().cards.find((card) => card.stage === last.stage && card.lane === last.lane);
    focus({ stage: last.stage, lane: last.lane, card: left?.id ?? null });
  };
  const put = (clip: ReturnType<typeof clipOfText>, at: Spot) => {
    if (!may || clip.cards.length === 0) return;
    let pasted: string[] = [];
    document.change((content) => {
      const result = pasteClip(content, clip, at);
      pasted = result.pasted;
      return result.map;
    });
    select(pasted.length > 1 ? new Set(pasted) : none);
    const first = spotOf(pasted[0] ?? '');
    if (first) focus(first);
  };
  const copy = (event: ClipboardEvent): boolean => {
    const clip = clipOf(map(), cells(), chosen());
    if (clip.cards.length === 0) return false;
    event.preventDefault();
    event.clipboardData.setData(clipType, JSON.stringify(clip));
    event.clipboardData.setData('text/plain', clip.cards.map(({ card }) => card.title).join('\n'));
    return true;
  };
  return {
    select,
    clear: () => select(none),
    isSelecting: () => marks.selection().size > 0,
    toggle: (card: string) => {
      const next = new Set(marks.selection());
      const current = spot()?.card;
      if (next.size === 0 && current && current !== card) next.add(current);
      if (!next.delete(card)) next.add(card);
      anchor = card;
      select(next);
      const at = spotOf(card);
      if (at) focus(at);
    },
    extendTo: (card: string) => {
      anchor ??= spot()?.card ?? card;
      select(rangeOf(map(), cells(), anchor, card));
    },
    anchorAt: (card: string) => {
      anchor = card;
    },
    /** Shift and an arrow: the selection goes on to the next card. */
    extend: (arrow: Arrow) => {
      const from = spot();
      if (!from) return;
      if (marks.selection().size === 0) anchor = from.card;
      const next = nextSpot(map(), cells(), from, arrow);
      focus(next);
      if (next.card && anchor) select(rangeOf(map(), cells(), anchor, next.card));
    },
    all: () => select(new Set(map().cards.map((card) => card.id))),
    remove,
    duplicate: () => {
      const ids = chosen();
      const last = readingOrder(map(), cells()).findLast((card) => ids.has(card.id));
      const first = readingOrder(map(), cells()).find((card) => ids.has(card.id));
      if (last && first) put(clipOf(map(), cells(), ids), { stage: first.stage, lane: last.lane, card: last.id });
    },
    /** A dragged card takes the selected ones with it. */
    drop: (card: string, to: { stage: string; lane: string; index: number }) => {
      if (!may) return;
      const ids = marks.selection().has(card)
        ? readingOrder(map(), cells())
            .filter((one) => marks.selection().has(one.id))
            .map((one) => one.id)
        : [card];
      document.change((content) => moveCards(content, ids, to));
    },
    /** Alt and an arrow: all selected cards by one. */
    move: (arrow: Arrow) => {
      const order = readingOrder(map(), cells()).filter((card) => marks.selection().has(card.id));
      const forwards = arrow === 'ArrowRight' || arrow === 'ArrowDown';
      document.change(
        (content) =>
          (forwards ? order.toReversed() : order).reduce((next, card) => {
            const place = nextPlace(next, cells(), card, arrow);
            return place ? moveCard(next, card.id, place) : next;
          }, content),
        'move:selection',
      );
    },
    onCopy: (event: ClipboardEvent) => {
      copy(event);
    },
    onCut: (event: ClipboardEvent) => {
      if (may && copy(event)) remove();
    },
    onPaste: (event: ClipboardEvent) => {
      const at = spot();
      if (!at || !may) return;
      const clip =
        readClip(event.clipboardData.getData(clipType)) ?? clipOfText(event.clipboardData.getData('text/plain'));
      event.preventDefault();
      put(clip, at);
    },
  };
}
