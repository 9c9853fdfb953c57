import { useTranslation } from 'react-i18next';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import css from './Overlap.module.css';
import { type Condition, conditionOf, type Overlap, type Region } from './overlap.model';

type Props = {
  overlap: Overlap;
  group: { name: string; condition: Condition };
  chosen: readonly { id: string; name: string }[];
};

/** Each part that some sets share and the others do not, as a row of dots: the table of an UpSet plot. */
export function RegionTable({ overlap, group, chosen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const ids = chosen.map(({ id }) => id);
  const most = Math.max(1, ...overlap.regions.map((region) => region.persons));
  const dot = (isIn: boolean) => (
    <span className={isIn ? css.in : css.out} role="img" aria-label={t(isIn ? 'overlap.in' : 'overlap.out')} />
  );
  const columns: Column<Region>[] = [
    { key: 'group', header: group.name, cell: (region) => dot(region.group) },
    ...chosen.map(({ id, name }) => ({
      key: id,
      header: name,
      cell: (region: Region) => dot(region.segments.includes(id)),
    })),
    {
      key: 'persons',
      header: t('common.nav.people'),
      figure: true,
      cell: (region) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: t('overlap.exactly'),
              query: { kind: 'condition', condition: conditionOf(region, group.condition, ids) },
            })
          }
        >
          {format.number(region.persons)}
        </FigureButton>
      ),
    },
    {
      key: 'bar',
      header: '',
      cell: (region) => (
        <span className={css.track} aria-hidden>
          <span className={css.bar} style={{ width: `${(region.persons / most) * 100}%` }} />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('overlap.regions')}
      columns={columns}
      rows={overlap.regions}
      rowKey={(region) => `${region.group} ${region.segments.join(' ')}`}
    />
  );
}
