import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { PersonSign } from '@/kit/people/PersonRow';
import { StageBadge } from '@/kit/StageBadge';
import css from './People.module.css';

const rowHeight = 48;

type Props = { rows: Schemas['PersonSummary'][]; total: number; more: () => void };

/** Only the rows in view exist; the next page is fetched before the end comes into view. */
export function PeopleList({ rows, total, more }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20) more();
  }, [last, rows.length, more]);
  return (
    <div className={css.frame}>
      <div className={`${css.grid} ${css.header}`} aria-hidden>
        <span>{t('people.column.person')}</span>
        <span>{t('people.column.stage')}</span>
        <span className={`${css.end} ${css.wide}`}>{t('people.column.events')}</span>
        <span className={`${css.end} ${css.wide}`}>{t('people.column.value')}</span>
        <span className={`${css.end} ${css.wide}`}>{t('people.column.firstSeen')}</span>
        <span className={`${css.end} ${css.wide}`}>{t('people.column.lastSeen')}</span>
      </div>
      <ul ref={list} className={css.body} style={{ height: virtualizer.getTotalSize() }} aria-label={t('people.title')}>
        {items.map((item) => {
          const person = rows[item.index];
          if (person === undefined) return null;
          return (
            <li
              key={person.id}
              className={css.row}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)` }}
            >
              <Row person={person} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({ person }: { person: Schemas['PersonSummary'] }) {
  const format = useFormat();
  const second = person.email && person.email !== person.label ? person.email : null;
  return (
    <PathLink path={`people/${person.id}`} className={`${css.grid} ${css.link}`}>
      <span className={css.who}>
        <PersonSign label={person.label} />
        <span className={css.names}>
          <span className={css.cut}>{person.label}</span>
          {second && <span className={`${css.soft} ${css.cut}`}>{second}</span>}
        </span>
      </span>
      <span>{person.stage && <StageBadge stage={person.stage} />}</span>
      <span className={`${css.end} ${css.wide}`}>{format.number(person.events)}</span>
      <span className={`${css.end} ${css.wide}`}>{person.revenue ? format.money(person.revenue) : '–'}</span>
      <span className={`${css.end} ${css.wide} ${css.soft}`}>{format.day(person.firstSeen)}</span>
      <span className={`${css.end} ${css.wide} ${css.soft}`}>{format.day(person.lastSeen)}</span>
    </PathLink>
  );
}
