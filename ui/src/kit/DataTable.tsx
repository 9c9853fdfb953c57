import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './DataTable.module.css';

export type Column<Row> = {
  key: string;
  header: string;
  /** Figures stand at the end, so that their digits line up. */
  figure?: boolean;
  /** Holds a sentence and needs room for it. */
  text?: boolean;
  /** Its header orders the rows, where the table has a `sort`. */
  sortable?: boolean;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  maxHeight?: number;
  sort?: Sort;
};

type Sort = { key: string; ascending: boolean; onSort: (key: string) => void };

export function DataTable<Row>({ label, columns, rows, rowKey, maxHeight, sort }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.scroll} style={maxHeight ? { maxHeight } : undefined} aria-label={label} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.figure ? css.end : undefined}
                aria-sort={sort?.key === column.key ? (sort.ascending ? 'ascending' : 'descending') : undefined}
              >
                {sort && column.sortable ? <SortButton column={column} sort={sort} /> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, place) => (
                <td key={column.key} className={cellClass(column, place)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SortButton<Row>({ column, sort }: { column: Column<Row>; sort: Sort }) {
  const Icon = sort.ascending ? IconArrowUp : IconArrowDown;
  return (
    <button type="button" className={css.sort} onClick={() => sort.onSort(column.key)}>
      {column.header}
      {sort.key === column.key && <Icon size={14} stroke={2} aria-hidden />}
    </button>
  );
}

function cellClass<Row>(column: Column<Row>, place: number): string | undefined {
  if (column.figure) return css.end;
  if (column.text) return css.text;
  return place === 0 ? css.first : undefined;
}

/** A figure that opens the people behind it. */
export function FigureButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={css.link} onClick={onClick} title={t('common.seePeople')}>
      {children}
    </button>
  );
}
