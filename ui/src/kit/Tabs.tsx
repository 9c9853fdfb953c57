import type { ReactNode } from 'react';
import css from './Tabs.module.css';

/** Links to the pages of one place, side by side. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={`${css.tabs} no-print`} aria-label={label}>
      {children}
    </nav>
  );
}

export const tabClass = css.tab;
