import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { type Column, DataTable, FigureButton } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { usePeopleDrawer } from '@/kit/people/PeopleDrawer';
import css from './Together.module.css';
import { isSure, type Pair, resorted, type Sorting, sorted, type TogetherRequest } from './together.model';

type Props = { result: Schemas['TogetherResult']; request: TogetherRequest };

export function PairTable({ result, request }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const openPeople = usePeopleDrawer();
  const [sorting, setSorting] = useState<Sorting>({ key: 'logLikelihood', ascending: false });
  const share = (rate: Schemas['Rate']) => (
    <span title={t('together.range', { low: format.percent(rate.low), high: format.percent(rate.high) })}>
      {format.percent(rate.value)}
    </span>
  );
  const columns: Column<Pair>[] = [
    { key: 'pair', header: t('together.pair'), cell: (pair) => <PairName pair={pair} /> },
    {
      key: 'persons',
      header: t('together.persons'),
      figure: true,
      sortable: true,
      cell: (pair) => (
        <FigureButton
          onClick={() =>
            openPeople({
              title: `${pair.one} + ${pair.other}`,
              query: { kind: 'together', together: request, label: pair.one, toLabel: pair.other },
            })
          }
        >
          {format.number(pair.persons)}
        </FigureButton>
      ),
    },
    {
      key: 'support',
      header: t('together.support'),
      figure: true,
      sortable: true,
      cell: (pair) => share(pair.support),
    },
    { key: 'ofOne', header: t('together.ofOne'), figure: true, cell: (pair) => share(pair.ofOne) },
    { key: 'ofOther', header: t('together.ofOther'), figure: true, cell: (pair) => share(pair.ofOther) },
    {
      key: 'lift',
      header: t('together.lift'),
      figure: true,
      sortable: true,
      cell: (pair) => (
        <>
          {t('together.times', { shown: format.number(pair.lift, 1) })}
          <span className={css.range}>
            {format.number(pair.liftLow, 1)} – {format.number(pair.liftHigh, 1)}
          </span>
          {!isSure(pair) && <span className={css.range}>{t('together.unsure')}</span>}
        </>
      ),
    },
    {
      key: 'logLikelihood',
      header: t('together.logLikelihood'),
      figure: true,
      sortable: true,
      cell: (pair) => format.number(pair.logLikelihood, 1),
    },
  ];
  return (
    <>
      <Text size="xs" c="dimmed" px={20} pb={8}>
        {t('together.of', { persons: format.number(result.persons), values: format.number(result.values.length) })}
        {result.valuesLeftOut > 0 &&
          ` ${t('together.leftOut', { count: result.valuesLeftOut, shown: format.number(result.valuesLeftOut) })}`}
      </Text>
      <DataTable
        label={t('common.report.together')}
        columns={columns}
        rows={sorted(result.pairs, sorting)}
        rowKey={(pair) => `${pair.one}\u0000${pair.other}`}
        sort={{ ...sorting, onSort: (key) => setSorting(resorted(sorting, key)) }}
      />
    </>
  );
}

function PairName({ pair }: { pair: Pair }) {
  return (
    <span className={css.pair}>
      <span>{pair.one}</span>
      <span>+ {pair.other}</span>
    </span>
  );
}
