import { useTranslation } from 'react-i18next';
import { useTouchpoints } from '@/api/mapLists';
import { FigureButton } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import css from './Matrix.module.css';
import { type Matrix, onTheWay, type Row } from './matrix.model';

/** The ways that most of a persona's people take from one touchpoint to the next. */
export function Ways({ matrix, row, scope }: { matrix: Matrix; row: Row; scope: Scope }) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const touchpoints = useTouchpoints().data ?? [];
  const nameOf = (id: string) => matrix.touchpoints.find((one) => one.id === id)?.name ?? '–';
  if (row.ways.length === 0) return <p className={css.soft}>{t('personas.ways.none')}</p>;
  return (
    <ol className={css.ways}>
      {row.ways.map((way) => (
        <li key={`${way.from} ${way.to}`}>
          <span>
            {nameOf(way.from)} → {nameOf(way.to)}
          </span>
          <span className={css.bar} aria-hidden>
            <span style={{ width: `${way.share * 100}%` }} />
          </span>
          <span className={css.figure}>
            <FigureButton
              onClick={() =>
                openPeople({
                  title: `${row.name}: ${nameOf(way.from)} → ${nameOf(way.to)}`,
                  ...onTheWay(row, way, touchpoints, scope),
                })
              }
            >
              {format.percent(way.share, 0)} · {t('personas.ways.people', { shown: format.number(way.persons) })}
            </FigureButton>
          </span>
        </li>
      ))}
    </ol>
  );
}
