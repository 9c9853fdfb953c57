import { type PointerEvent, type RefObject, useRef, useState } from 'react';

export type Frame = { left: number; top: number; width: number; height: number };
const threshold = 6;

/** A rectangle drawn over empty ground selects the cards that it touches. */
export function useMarquee(area: RefObject<HTMLElement | null>, select: (cards: Set<string>) => void) {
  const [frame, setFrame] = useState<Frame | null>(null);
  const start = useRef<{ x: number; y: number; kept: Set<string> } | null>(null);
  const point = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    return {
      x: event.clientX - (box?.left ?? 0) + (area.current?.scrollLeft ?? 0),
      y: event.clientY - (box?.top ?? 0) + (area.current?.scrollTop ?? 0),
    };
  };
  const touched = (drawn: Frame): Set<string> => {
    const grid = area.current;
    const box = grid?.getBoundingClientRect();
    if (!grid || !box) return new Set();
    const left = drawn.left + box.left - grid.scrollLeft;
    const top = drawn.top + box.top - grid.scrollTop;
    const cards = [...grid.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => {
      const at = card.getBoundingClientRect();
      return at.left < left + drawn.width && at.right > left && at.top < top + drawn.height && at.bottom > top;
    });
    return new Set(cards.flatMap((card) => card.dataset.card ?? []));
  };
  return {
    frame,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const target = event.target as HTMLElement;
        if (event.pointerType !== 'mouse' || event.button !== 0) return;
        if (!target.closest('[data-cell]') || target.closest('[data-card], button, input, textarea')) return;
        start.current = { ...point(event), kept: new Set() };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const from = start.current;
        if (!from) return;
        const to = point(event);
        if (frame === null && Math.hypot(to.x - from.x, to.y - from.y) < threshold) return;
        if (frame === null) event.currentTarget.setPointerCapture(event.pointerId);
        const drawn = {
          left: Math.min(from.x, to.x),
          top: Math.min(from.y, to.y),
          width: Math.abs(to.x - from.x),
          height: Math.abs(to.y - from.y),
        };
        setFrame(drawn);
        select(touched(drawn));
      },
      onPointerUp: () => {
        if (start.current && frame === null) select(new Set());
        start.current = null;
        setFrame(null);
      },
      onPointerCancel: () => {
        start.current = null;
        setFrame(null);
      },
    },
  };
}
