import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { channelName } from '@/kit/channels';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import type { CommerceRequest, CommerceResult } from './commerce.model';
import { useCommercePeople } from './useCommercePeople';

type Row = Schemas['AbandonmentRow'];
type Props = { result: CommerceResult; request: CommerceRequest };
type Dimension = 'channel' | 'device';

/** Where carts and checkouts are left, by the session's channel or device. */
export function AbandonmentTable({ result, request }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const openPeople = useCommercePeople(request);
  const [dimension, setDimension] = useState<Dimension>('channel');
  const rows = dimension === 'channel' ? result.channels : result.devices;
  const name = (row: Row) =>
    dimension === 'channel' ? channelName(row.name, t, i18n.exists) : row.name || t('reports.overview.unknown');
  if (result.channels.length === 0) return null;
  const share = (kind: 'cart' | 'checkout'): Column<Row> => ({
    key: `${kind}Abandonment`,
    header: t(`commerce.figure.${kind}Abandonment`),
    figure: true,
    cell: (row) => {
      const rate = row[`${kind}Abandonment`];
      return row[`${kind}Sessions`] === 0 ? (
        '–'
      ) : (
        <FigureButton
          onClick={() =>
            openPeople(`${t(`commerce.people.${kind}Abandoned`)}: ${name(row)}`, {
              figure: `${kind}Abandoned`,
              dimension,
              value: row.name,
            })
          }
        >
          <span title={`${format.percent(rate.low)} – ${format.percent(rate.high)}`}>{format.percent(rate.value)}</span>
        </FigureButton>
      );
    },
  });
  const sessions = (kind: 'cart' | 'checkout'): Column<Row> => ({
    key: `${kind}Sessions`,
    header: t(`commerce.figure.${kind}Sessions`),
    figure: true,
    cell: (row) => format.number(row[`${kind}Sessions`]),
  });
  return (
    <Section
      title={t('commerce.whereLeft')}
      counted="cartAbandonment"
      flush
      actions={
        <Select
          aria-label={t('commerce.by')}
          w={150}
          allowDeselect={false}
          value={dimension}
          data={(['channel', 'device'] as const).map((key) => ({ value: key, label: t(`reports.overview.${key}`) }))}
          onChange={(next) => next && setDimension(next as Dimension)}
        />
      }
    >
      <DataTable
        label={t('commerce.whereLeft')}
        rows={rows}
        rowKey={(row) => row.name}
        maxHeight={360}
        columns={[
          { key: 'name', header: t(`reports.overview.${dimension}`), cell: name },
          sessions('cart'),
          share('cart'),
          sessions('checkout'),
          share('checkout'),
        ]}
      />
    </Section>
  );
}
