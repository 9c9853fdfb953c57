import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { PersonSign } from '@/kit/people/PersonRow';
import { StageBadge } from '@/kit/StageBadge';
import type { FixedColumn, ListChoice } from './list.model';
import css from './People.module.css';

const rowHeight = 48;

type Props = { rows: Schemas['PersonSummary'][]; total: number; more: () => void; choice: ListChoice };

/** Only the rows in view exist; the next page is fetched before the end comes into view. */
export function PeopleList({ rows, total, more, choice }: Props) {
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
      <div className={`${css.grid} ${css.header}`} style={gridOf(choice)} aria-hidden>
        <span>{t('people.column.person')}</span>
        {choice.columns.map((column) => (
          <span key={column} className={column === 'stage' ? undefined : `${css.end} ${css.wide}`}>
            {t(`people.column.${column}`)}
          </span>
        ))}
        {choice.traits.map((trait) => (
          <span key={trait} className={`${css.wide} ${css.cut}`}>
            {trait}
          </span>
        ))}
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
              <Row person={person} choice={choice} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const widths: Record<FixedColumn, string> = {
  stage: '150px',
  events: '90px',
  value: '120px',
  firstSeen: '130px',
  lastSeen: '130px',
};

/** The chosen columns' widths; narrow screens keep the person and the stage, whatever was chosen. */
function gridOf(choice: ListChoice) {
  const columns = [...choice.columns.map((column) => widths[column]), ...choice.traits.map(() => 'minmax(0, 1fr)')];
  return { '--columns': columns.join(' ') } as CSSProperties;
}

type RowProps = { person: Schemas['PersonSummary']; choice: ListChoice };

function Row({ person, choice }: RowProps) {
  const second = person.email && person.email !== person.label ? person.email : null;
  return (
    <PathLink path={`people/${person.id}`} className={`${css.grid} ${css.link}`} style={gridOf(choice)}>
      <span className={css.who}>
        <PersonSign label={person.label} />
        <span className={css.names}>
          <span className={css.cut}>{person.label}</span>
          {second && <span className={`${css.soft} ${css.cut}`}>{second}</span>}
        </span>
      </span>
      {choice.columns.map((column) => (
        <Cell key={column} person={person} column={column} />
      ))}
      {choice.traits.map((trait) => (
        <span key={trait} className={`${css.wide} ${css.cut}`}>
          {String(person.columns?.[trait] ?? '–')}
        </span>
      ))}
    </PathLink>
  );
}

function Cell({ person, column }: { person: Schemas['PersonSummary']; column: FixedColumn }) {
  const format = useFormat();
  if (column === 'stage') return <span>{person.stage && <StageBadge stage={person.stage} />}</span>;
  const text = {
    events: format.number(person.events),
    value: person.revenue ? format.money(person.revenue) : '–',
    firstSeen: format.day(person.firstSeen),
    lastSeen: format.day(person.lastSeen),
  }[column];
  const soft = column === 'firstSeen' || column === 'lastSeen';
  return <span className={`${css.end} ${css.wide} ${soft ? css.soft : ''}`}>{text}</span>;
}
