import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { FigureButton } from '@/kit/DataTable';
import { Face } from '@/kit/Face';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { PathLink } from '@/kit/PathLink';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import css from './Matrix.module.css';
import { behindCell, type Cell, gapOf, type Matrix, peopleAt, type Row, strengthOf, type View } from './matrix.model';

type Props = { matrix: Matrix; rows: readonly Row[]; view: View; scope: Scope };

/** Touchpoints from top to bottom, personas side by side: the few beside each other, the many below. */
export function MatrixTable({ matrix, rows, view, scope }: Props) {
  const { t } = useTranslation();
  const touchpoints = useTouchpoints().data ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls with the keys
    <section className={css.scroll} tabIndex={0} aria-label={t('personas.matrix.title')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('personas.matrix.touchpoint')}</th>
            {rows.map((row) => (
              <th key={row.persona} scope="col">
                <PathLink path={`maps/personas/${row.persona}`}>{row.name}</PathLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.touchpoints.map((touchpoint, place) => (
            <tr key={touchpoint.id}>
              <th scope="row">{touchpoint.name}</th>
              {rows.map((row) => {
                const cell = row.cells[place];
                const binding = touchpoints.find(({ id }) => id === touchpoint.id)?.binding;
                return cell ? (
                  <MatrixCell
                    key={row.persona}
                    cell={cell}
                    view={view}
                    title={`${row.name} · ${touchpoint.name}`}
                    people={binding && behindCell(row, cell, view, peopleAt(row.segment, binding, scope), scope)}
                  />
                ) : (
                  <td key={row.persona} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type CellProps = { cell: Cell; view: View; title: string; people: ReturnType<typeof behindCell> | undefined };

function MatrixCell({ cell, view, title, people }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const strength = strengthOf(cell, view);
  const figures = {
    frequency: t('personas.matrix.meets', { share: format.percent(cell.share, 0) }),
    conversion: cell.persons === 0 ? '–' : t('personas.matrix.buys', { share: format.percent(cell.conversion.value) }),
    satisfaction:
      cell.satisfaction === undefined
        ? t('personas.matrix.unasked')
        : t('personas.matrix.feels', { value: format.number(cell.satisfaction, 1) }),
  };
  const rest = (Object.keys(figures) as View[]).filter((one) => one !== view);
  const gap = gapOf(cell);
  return (
    <td style={strength === null ? undefined : { background: `rgba(var(--heat), ${0.03 + strength * 0.13})` }}>
      <strong className={css.main}>
        {people && cell.persons > 0 ? (
          <FigureButton onClick={() => openPeople({ title, ...people })}>{figures[view]}</FigureButton>
        ) : (
          figures[view]
        )}
      </strong>
      <span className={css.soft}>{rest.map((one) => figures[one]).join(' · ')}</span>
      {cell.designed !== undefined && (
        <span className={css.designed}>
          <Face value={cell.designed} size={14} />
          {t('personas.matrix.designed', { value: format.number(cell.designed, 1) })}
          {gap && <strong className={gap === 'worse' ? css.worse : css.better}> {t(`personas.matrix.${gap}`)}</strong>}
        </span>
      )}
    </td>
  );
}
