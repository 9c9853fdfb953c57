import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import { ShareBar } from '../../overview/ShareBar';
import type { CommerceRequest } from '../commerce.model';
import { useCommercePeople } from '../useCommercePeople';

type Props = {
  prediction: Schemas['ValuePrediction'];
  request: CommerceRequest;
  /** Customers who bought once. */
  once: number;
  /** Takes the model in which these may have left. */
  onLeaving: () => void;
};

/** Who is likely to have left for good, and what goes with them. */
export function RiskTable({ prediction, request, once, onLeaving }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const all = prediction.risk.reduce((sum, band) => sum + band.persons, 0);
  return (
    <Section title={t('commerce.risk.title')} counted="churnRisk" flush>
      {prediction.model === 'bgNbd' && once > 0 && (
        <Text size="sm" px={20} pb={12}>
          {t('commerce.risk.once', { count: once, shown: format.number(once) })}{' '}
          <Anchor component="button" type="button" size="sm" onClick={onLeaving}>
            {t('commerce.risk.leaving')}
          </Anchor>
        </Text>
      )}
      <DataTable
        label={t('commerce.risk.title')}
        rows={prediction.risk}
        rowKey={(row) => row.band}
        columns={[
          {
            key: 'band',
            header: t('commerce.risk.band'),
            cell: (row) => <ShareBar share={row.persons / Math.max(1, all)}>{t(`commerce.risk.${row.band}`)}</ShareBar>,
          },
          {
            key: 'alive',
            header: t('commerce.risk.alive'),
            figure: true,
            cell: (row) => `${format.percent(row.from, 0)} – ${format.percent(row.to, 0)}`,
          },
          {
            key: 'persons',
            header: t('commerce.figure.customers'),
            figure: true,
            cell: (row) => (
              <FigureButton
                onClick={() => openPeople(t(`commerce.risk.${row.band}`), { figure: 'risk', risk: row.band })}
              >
                {format.number(row.persons)}
              </FigureButton>
            ),
          },
          {
            key: 'observed',
            header: t('commerce.value.sofar'),
            figure: true,
            cell: (row) => format.money(row.observedValue),
          },
          {
            key: 'expected',
            header: t('commerce.value.toCome'),
            figure: true,
            cell: (row) => format.money(row.expectedValue),
          },
        ]}
      />
    </Section>
  );
}
