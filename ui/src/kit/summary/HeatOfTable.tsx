import { useTranslation } from 'react-i18next';
import css from '../chart/Heat.module.css';
import { heat } from '../chart/heat.model';
import { useFormat } from '../format';
import type { OpenPart } from './SummaryView';
import type { Cell, SummaryTable } from './summary.model';
import { figure, shown } from './values';

type Props = { table: SummaryTable; people?: OpenPart };

/** Who comes back: a row for each cohort, a column for each period, the stronger the more. */
export function HeatOfTable({ table, people }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const first = table.columns.findIndex((column) => column.verbatim);
  const largest = Math.max(0, ...table.rows.flatMap((row) => (row as Cell[]).slice(first + 1).map(Number)));
  const show = (value: Cell | undefined, at: number) =>
    shown(value, table.columns[at]?.format ?? 'text', format, t('common.yes'), t('common.no'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={table.name}>
      <table className={css.table}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={`${at}:${column.key}`} scope="col">
                {at < first ? column.name : column.key === '0' ? t('reports.retention.startColumn') : `+${column.name}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => {
            const cells = row as Cell[];
            const key = String(cells[0] ?? '');
            return (
              <tr key={key}>
                <th scope="row">{show(cells[0], 0)}</th>
                {cells.slice(1).map((value, before) => {
                  const at = before + 1;
                  const place = table.columns[at]?.key ?? at;
                  if (at < first) {
                    return (
                      <td key={place} className={css.size}>
                        {show(value, at)}
                      </td>
                    );
                  }
                  if (typeof value !== 'number') return <td key={place} />;
                  const words = figure(value, table.columns[at]?.format ?? 'share', format);
                  const title = t('reports.retention.people', { cohort: show(cells[0], 0), period: at - first });
                  const open = people?.({ of: 'cell', row: key, period: at - first }, title);
                  const style = { ['--strength' as string]: heat(value, largest) };
                  return (
                    <td key={place}>
                      {open ? (
                        <button type="button" className={css.cell} style={style} onClick={open}>
                          {words}
                        </button>
                      ) : (
                        <span className={`${css.cell} ${css.still}`} style={style}>
                          {words}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
