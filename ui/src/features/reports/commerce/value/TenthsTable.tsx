import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { ShareBar } from '../../overview/ShareBar';
import { type CommerceRequest, shareOfFirst } from '../commerce.model';
import css from '../Rfm.module.css';
import { useCommercePeople } from '../useCommercePeople';

type Props = { prediction: Schemas['ValuePrediction']; request: CommerceRequest };

/** How the expected value is spread over customers, the most valuable tenth first. */
export function TenthsTable({ prediction, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const most = Math.max(...prediction.tenths.map((tenth) => tenth.expectedValue), 0);
  const name = (number: number) => t('commerce.tenth.name', { number });
  return (
    <Section title={t('commerce.tenth.title')} counted="lifetimeValue">
      <p className={css.sentence}>
        {t('commerce.tenth.sentence', { share: format.percent(shareOfFirst(prediction.tenths, 1), 0) })}
      </p>
      <DataTable
        label={t('commerce.tenth.title')}
        rows={prediction.tenths}
        rowKey={(row) => String(row.number)}
        columns={[
          {
            key: 'tenth',
            header: t('commerce.tenth.tenth'),
            cell: (row) => <ShareBar share={most <= 0 ? 0 : row.expectedValue / most}>{name(row.number)}</ShareBar>,
          },
          {
            key: 'persons',
            header: t('commerce.figure.customers'),
            figure: true,
            cell: (row) => (
              <FigureButton onClick={() => openPeople(name(row.number), { figure: 'tenth', period: row.number })}>
                {format.number(row.persons)}
              </FigureButton>
            ),
          },
          {
            key: 'each',
            header: t('commerce.tenth.each'),
            figure: true,
            cell: (row) => `${format.money(row.low)} – ${format.money(row.high)}`,
          },
          {
            key: 'value',
            header: t('commerce.value.toCome'),
            figure: true,
            cell: (row) => format.money(row.expectedValue),
          },
        ]}
      />
    </Section>
  );
}
