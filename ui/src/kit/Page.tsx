import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { HowCounted } from './HowCounted';
import css from './Page.module.css';

type PageProps = {
  title: string;
  /** One sentence: what this page shows. */
  sentence?: ReactNode;
  /** A way back or the place this page belongs to. */
  above?: ReactNode;
  actions?: ReactNode;
  /** Uses the whole width, for canvases and grids. */
  wide?: boolean;
  children: ReactNode;
};

export function Page({ title, sentence, above, actions, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Percorso`;
  }, [title]);
  return (
    <div className={`${css.page} ${wide ? css.wide : ''}`}>
      {above && <div className={css.above}>{above}</div>}
      <header className={css.head}>
        <div className={css.words}>
          <Title order={1} className={css.title}>
            {title}
          </Title>
          {sentence && <p className={css.sentence}>{sentence}</p>}
        </div>
        {actions && <div className={`${css.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

type SectionProps = {
  title: string;
  /** Key under `counted.` that explains the figures of this section. */
  counted?: string;
  actions?: ReactNode;
  /** Content reaches the border, for tables and lists. */
  flush?: boolean;
  children: ReactNode;
};

export function Section({ title, counted, actions, flush = false, children }: SectionProps) {
  return (
    <section className={`${css.section} ${flush ? css.flush : ''}`} aria-label={title}>
      <div className={css.sectionHead}>
        <div className={css.sectionTitle}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {counted && <HowCounted topic={counted} />}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
