import { type ReactNode, useEffect, useRef } from 'react';
import css from './Tabs.module.css';

/** Links to the pages of one place, side by side; where they do not fit, the open one is in sight. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current;
    const open = row?.querySelector<HTMLElement>('[aria-current="page"]');
    if (row && open) row.scrollLeft = open.offsetLeft - row.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={nav} className={`${css.tabs} no-print`} aria-label={label}>
      {children}
    </nav>
  );
}

export const tabClass = css.tab;
