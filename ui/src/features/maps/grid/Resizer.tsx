import { type PointerEvent, useRef } from 'react';
import css from './MapGrid.module.css';

type Props = {
  label: string;
  axis: 'width' | 'height';
  /** Pixels now; measured from the part that it resizes when none are set. */
  value: number | undefined;
  low: number;
  change: (pixels: number | undefined) => void;
  done: () => void;
};

const highest = 1200;
const step = 24;

/** The edge of a column or a lane: dragged, or moved with the arrows; a double click gives it its usual size again. */
export function Resizer({ label, axis, value, low, change, done }: Props) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const self = useRef<HTMLDivElement>(null);
  const size = () => value ?? self.current?.parentElement?.getBoundingClientRect()[axis] ?? low;
  const at = (event: PointerEvent) => (axis === 'width' ? event.clientX : event.clientY);
  const put = (pixels: number) => change(Math.round(Math.min(highest, Math.max(low, pixels))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged
    <div
      ref={self}
      className={css.resizer}
      data-axis={axis}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'width' ? 'vertical' : 'horizontal'}
      aria-valuemin={low}
      aria-valuemax={highest}
      aria-valuenow={Math.round(value ?? low)}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: at(event), size: size() };
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (from) put(from.size + at(event) - from.at);
      }}
      onPointerUp={() => {
        start.current = null;
        done();
      }}
      onDoubleClick={() => {
        change(undefined);
        done();
      }}
      onKeyDown={(event) => {
        const [less, more] = axis === 'width' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
        if (event.key !== less && event.key !== more && event.key !== 'Home') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Home') change(undefined);
        else put(size() + (event.key === more ? step : -step));
      }}
      onBlur={done}
    />
  );
}
