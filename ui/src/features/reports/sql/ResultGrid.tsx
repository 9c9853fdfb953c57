import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/kit/format';
import css from './Sql.module.css';
import { isFigure, type SqlAnswer, type SqlColumn, textOf, typeName } from './sql.model';

const rowHeight = 32;

/** The rows of an answer; only those in sight exist in the page. */
export function ResultGrid({ answer }: { answer: SqlAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const scroll = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: answer.rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <>
      <Text size="sm" c="dimmed" mb={8} role="status">
        {t(answer.truncated ? 'sql.rowsCut' : 'sql.rows', {
          count: answer.rows.length,
          shown: format.number(answer.rows.length),
          time: format.duration(answer.elapsedMillis),
        })}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={scroll} className={css.grid} tabIndex={0} aria-label={t('sql.answer')}>
        <table aria-rowcount={answer.rows.length + 1}>
          <thead>
            <tr>
              {answer.columns.map((column, place) => (
                <th key={`${place}:${column.name}`} scope="col" className={isFigure(column.type) ? css.end : undefined}>
                  {column.name}
                  <span className={css.type}>{typeName(column.type)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <Space height={above} />}
            {items.map((item) => (
              <tr key={item.key} aria-rowindex={item.index + 2}>
                {answer.columns.map((column, place) => (
                  <Cell key={`${place}:${column.name}`} column={column} value={answer.rows[item.index]?.[place]} />
                ))}
              </tr>
            ))}
            {below > 0 && <Space height={below} />}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td />
    </tr>
  );
}

function Cell({ column, value }: { column: SqlColumn; value: unknown }) {
  if (value === null || value === undefined) return <td className={css.null}>∅</td>;
  const text = textOf(value);
  return (
    <td className={isFigure(column.type) ? css.end : undefined} title={text.length > 40 ? text : undefined}>
      {text}
    </td>
  );
}
