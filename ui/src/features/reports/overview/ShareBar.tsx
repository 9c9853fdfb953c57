import type { ReactNode } from 'react';
import css from './ShareBar.module.css';

/** A name on a bar that says its share of the largest; the figure beside it says it exactly. */
export function ShareBar({ share, children }: { share: number; children: ReactNode }) {
  return (
    <span className={css.cell}>
      <span className={css.bar} style={{ width: `${Math.max(1, share * 100)}%` }} aria-hidden />
      <span className={css.text}>{children}</span>
    </span>
  );
}
