import { useTranslation } from 'react-i18next';
import { DataTable } from '@/kit/DataTable';
import type { Scope } from '@/kit/filter/useFilter';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { QueryView } from '@/kit/QueryView';
import type { JourneyMap } from '../model/map.model';
import { useMapLive } from '../queries';
import css from './Conformance.module.css';
import { gapsOf } from './gap.model';

/** How people should feel against how they say they feel, stage by stage. */
export function EmotionGap({ map, scope }: { map: JourneyMap; scope: Scope }) {
  const { t } = useTranslation();
  const format = useFormat();
  const live = useMapLive(map.id, scope, `revision ${map.revision}`, true);
  const signed = (value: number | undefined) =>
    value === undefined ? '–' : `${value > 0 ? '+' : ''}${format.number(value, 1)}`;
  const words = (gap: number) => {
    if (Math.abs(gap) < 0.25) return 'asDrawn';
    return gap > 0 ? 'worse' : 'better';
  };
  return (
    <QueryView query={live}>
      {(figures) => (
        <Section title={t('conformance.gap.title')} counted="mapGap" flush>
          <DataTable
            label={t('conformance.gap.title')}
            rows={gapsOf(map, figures)}
            rowKey={(row) => row.stage}
            columns={[
              { key: 'stage', header: t('conformance.gap.stage'), cell: (row) => row.name },
              {
                key: 'designed',
                header: t('conformance.gap.designed'),
                figure: true,
                cell: (row) => signed(row.designed),
              },
              {
                key: 'measured',
                header: t('conformance.gap.measured'),
                figure: true,
                cell: (row) => signed(row.measured),
              },
              {
                key: 'gap',
                header: t('conformance.gap.gap'),
                figure: true,
                cell: (row) =>
                  row.gap !== undefined && (
                    <>
                      {signed(row.gap)}
                      <span className={css.range}>{t(`conformance.gap.${words(row.gap)}`)}</span>
                    </>
                  ),
              },
            ]}
          />
        </Section>
      )}
    </QueryView>
  );
}
