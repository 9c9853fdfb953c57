import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '@/kit/DataTable';
import { useFormat } from '@/kit/format';
import { Section } from '@/kit/Page';
import {
  type AttributionModel,
  type AttributionResult,
  type AttributionRow,
  type AttributionTarget,
  costOf,
  creditOf,
} from './attribution.model';

type Props = {
  result: AttributionResult;
  target: AttributionTarget;
  pair: readonly [AttributionModel, AttributionModel];
  name: (label: string) => string;
};

/** What channels with spend cost for each conversion, and what they gave back, by the two models compared. */
export function CostTable({ result, target, pair, name }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const distinct = pair[0] === pair[1] ? [pair[0]] : pair;
  const modelName = (model: AttributionModel) => t(`attribution.models.${model}`);
  const cost = t(`attribution.cost.${target === 'retained' ? 'retained' : 'conversions'}`);
  const columns: Column<AttributionRow>[] = [
    { key: 'label', header: t('attribution.label'), cell: (row) => name(row.label) },
    {
      key: 'spend',
      header: t('attribution.spend.title'),
      figure: true,
      cell: (row) => format.money(row.spend ?? 0),
    },
    ...distinct.map((model) => ({
      key: `cost-${model}`,
      header: t('attribution.costBy', { cost, model: modelName(model) }),
      figure: true,
      cell: (row: AttributionRow) => {
        const each = costOf(creditOf(row, model), target);
        return each === undefined ? '–' : format.money(each);
      },
    })),
    ...distinct.map((model) => ({
      key: `return-${model}`,
      header: t('attribution.costBy', { cost: t('attribution.returnOnSpend'), model: modelName(model) }),
      figure: true,
      cell: (row: AttributionRow) => {
        const ratio = creditOf(row, model)?.returnOnSpend;
        return ratio === undefined ? '–' : `${format.number(ratio, 1)} ×`;
      },
    })),
  ];
  return (
    <Section title={t('attribution.spend.table')} counted="spend" flush>
      <DataTable
        label={t('attribution.spend.table')}
        columns={columns}
        rows={result.channels.filter((row) => row.spend !== undefined)}
        rowKey={(row) => row.label}
      />
    </Section>
  );
}
